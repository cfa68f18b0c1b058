// The guard at every field: who may not ask for it gets an error in its place, who may not read personal data gets it
// masked, and for neither anything is asked. It is the one place through which values leave.
import type {
  ExecutionArgs,
  GraphQLField,
  GraphQLFieldResolver,
  GraphQLInputType,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
  SelectionSetNode,
} from 'graphql'
import type { Noun } from '../../domain/noun.ts'
import type { Vendor } from '../../domain/vendor.ts'
import type { Scope, Viewer } from '../../domain/viewer.ts'
import type { Arguments, Operation } from '../schema/selection.ts'
import type { Context } from '../schema/context.ts'
import type { PiiKind } from './mask.ts'
import {
  defaultFieldResolver,
  getNamedType,
  getNullableType,
  GraphQLError,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { ForbiddenError } from '../../domain/errors.ts'
import { PII_SCOPE, SCOPE_OF, SCOPES } from '../../domain/viewer.ts'
import { argumentsOf, collectFields, rootOf } from '../schema/selection.ts'
import { maskOf } from './mask.ts'
import { scopeOfType } from './noun-type.ts'

type Resolver = GraphQLFieldResolver<unknown, unknown>

/** The same schema with its resolvers guarded. */
export function guard(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue
    for (const field of Object.values(type.getFields())) guardField(type, field)
  }
  return schema
}

function guardField(type: GraphQLObjectType, field: Field): void {
  const refuse = permissionOf(type, field)
  field.extensions = { ...field.extensions, refuse }
  // The builder allows no other marks than these.
  const kind = field.extensions.pii as PiiKind | undefined
  if (refuse === null && kind === undefined) return
  const { resolve = defaultFieldResolver } = field
  const of = field.extensions.piiVendors as readonly Vendor[] | undefined
  const guarded = kind === undefined ? resolve : masking(resolve, kind, of)
  field.resolve = (parent, args, context, info) => {
    const refusal = refuse?.(args, askOf(context).viewer) ?? null
    if (refusal !== null) throw refusal
    return guarded(parent, args, context, info)
  }
  const { subscribe } = field
  if (subscribe === undefined) return
  field.subscribe = (parent, args, context, info) => {
    const refusal = refuse?.(args, askOf(context).viewer) ?? null
    if (refusal !== null) throw refusal
    return subscribe(parent, args, context, info)
  }
}

/** Values are masked on their way out; what is withheld is not even read. */
function masking(resolve: Resolver, kind: PiiKind, vendors?: readonly Vendor[]): Resolver {
  const mask = maskOf(kind)
  return (parent, args, context, info) => {
    if (vendors !== undefined && !isOf(parent, vendors)) return resolve(parent, args, context, info)
    if (!askOf(context).viewer.scopes.has(PII_SCOPE)) {
      return mask === null ? null : after(resolve(parent, args, context, info), mask)
    }
    const { disclosed } = context as Context
    return after(resolve(parent, args, context, info), (value) => {
      if (value !== null && value !== undefined) disclosed.set(kind, (disclosed.get(kind) ?? 0) + 1)
      return value
    })
  }
}

/** A row that does not tell its vendor counts as any. */
function isOf(row: unknown, vendors: readonly Vendor[]): boolean {
  const { vendor }: { vendor?: Vendor } = Object(row)
  return vendor === undefined || vendors.includes(vendor)
}

/** Without a promise where there is none, since a promise in every field is most of what a large answer costs. */
function after(value: unknown, then: (value: unknown) => unknown): unknown {
  return value instanceof Promise ? value.then(then) : then(value)
}

/** The context is what the door made. */
function askOf(context: unknown): Context['ask'] {
  return (context as Context).ask
}

export type Field = GraphQLField<unknown, unknown>

/** Why the viewer may not ask a field with some arguments; null when nothing stands against it. */
export type Refuse = (args: Arguments, viewer: Viewer) => ForbiddenError | null

/** Why the viewer may not ask the field, as its guard has it. */
export function refusalOf({ extensions }: Field, args: Arguments, viewer: Viewer): ForbiddenError | null {
  // What the guard has put there.
  const refuse = extensions.refuse as Refuse | null | undefined
  return refuse?.(args, viewer) ?? null
}

/** Null for a field that whoever could ask its parent may ask too. */
export function permissionOf(parent: GraphQLObjectType, field: Field): Refuse | null {
  const scope = scopeOfField(parent, field)
  const marked = field.args.filter(({ type }) => carriesMarks(type))
  if (scope === null && marked.length === 0) return null
  return (args, viewer) => {
    if (scope !== null && !viewer.scopes.has(scope)) return toRefusal(field.name, scope)
    if (viewer.scopes.has(PII_SCOPE)) return null
    const place = firstOf(marked, ({ name, type }) => personalPlace(type, args[name], name))
    return place === null ? null : toRefusal(place, PII_SCOPE)
  }
}

/** The scope that a field needs beyond what its parent has needed already. */
function scopeOfField(parent: GraphQLObjectType, { type }: Field): Scope | null {
  const scope = scopeOfType(getNamedType(type).name)
  return scope === scopeOfType(parent.name) ? null : scope
}

/** Throws ForbiddenError. For rows whose noun only their id tells. */
export function checkNoun(noun: Noun, viewer: Viewer): void {
  const scope = SCOPE_OF[noun]
  if (!viewer.scopes.has(scope)) throw toRefusal(noun, scope)
}

function toRefusal(place: string, scope: Scope): ForbiddenError {
  return new ForbiddenError(`"${place}": expected a viewer with the scope ${scope}, which you do not hold.`)
}

/** Whether a value of the type can hold a marked one. */
function carriesMarks(type: GraphQLInputType, seen: ReadonlySet<GraphQLInputType> = new Set()): boolean {
  const named = getNamedType(type)
  if (isEnumType(named)) return named.getValues().some(({ extensions }) => extensions.pii !== undefined)
  if (!isInputObjectType(named) || seen.has(named)) return false
  const deeper = new Set([...seen, named])
  return Object.values(named.getFields()).some(
    (one) => one.extensions.pii !== undefined || carriesMarks(one.type, deeper),
  )
}

/** The first place where a personal value is given; a null counts as nothing given. */
function personalPlace(type: GraphQLInputType, value: unknown, place: string): string | null {
  if (value === undefined || value === null) return null
  if (isNonNullType(type)) return personalPlace(type.ofType, value, place)
  if (isListType(type)) {
    const items: readonly unknown[] = Array.isArray(value) ? value : []
    return firstOf(items, (item) => personalPlace(type.ofType, item, place))
  }
  if (isEnumType(type)) {
    const chosen = type.getValues().find((one) => one.value === value)
    return chosen?.extensions.pii === undefined ? null : place
  }
  if (!isInputObjectType(type)) return null
  // An input object is a table of its fields.
  const given = value as Arguments
  return firstOf(Object.values(type.getFields()), ({ name, type: inner, extensions }) => {
    const here = `${place}.${name}`
    if (extensions.pii === undefined) return personalPlace(inner, given[name], here)
    return given[name] === undefined || given[name] === null ? null : here
  })
}

function firstOf<T>(items: readonly T[], find: (item: T) => string | null): string | null {
  for (const item of items) {
    const found = find(item)
    if (found !== null) return found
  }
  return null
}

/** Where a field stands in the answer; below a list its path is that of the list, since which item is not known. */
interface Place {
  readonly path: readonly string[]
  readonly inList: boolean
}

/** Empty when something of the answer may remain. */
export function refusalsOf(args: ExecutionArgs, viewer: Viewer): readonly GraphQLError[] {
  const root = viewer.scopes.size === SCOPES.length ? null : rootOf(args)
  if (root === null) return []
  return refusalsIn([root.set], root.type, { path: [], inList: false }, root.operation, viewer)
}

function refusalsIn(
  sets: readonly SelectionSetNode[],
  type: GraphQLObjectType,
  { path, inList }: Place,
  operation: Operation,
  viewer: Viewer,
): readonly GraphQLError[] {
  return [...collectFields(operation, type, sets)].flatMap(([name, nodes]) => {
    const [node] = nodes
    const field = type.getFields()[node?.name.value ?? '']
    if (node === undefined || field === undefined || !isNeverNull(field.type)) return []
    const here = inList ? path : [...path, name]
    const refusal = refusalOf(field, argumentsOf(operation, field, node), viewer)
    if (refusal !== null)
      return new GraphQLError(refusal.message, { nodes: node, path: here, originalError: refusal })
    const below = getNamedType(field.type)
    const inside = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
    if (inside.length === 0 || !isObjectType(below)) return []
    const place = { path: here, inList: inList || isListType(getNullableType(field.type)) }
    return refusalsIn(inside, below, place, operation, viewer)
  })
}

/** A null in its place would be one in its parent's: neither the field nor an item of its lists can be null. */
function isNeverNull(type: GraphQLOutputType): boolean {
  if (!isNonNullType(type)) return false
  return isListType(type.ofType) ? isNeverNull(type.ofType.ofType) : true
}

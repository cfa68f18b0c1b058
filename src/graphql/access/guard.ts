// The guard of every field, in the order in which it acts:
//   1. `refusalsOf`: before execution, errors that would null the whole answer.
//   2. `guardField`: FORBIDDEN without the scope, or for personal filters.
//   3. `masking`: on the way out, e.g. `Ada Lovelace` → `A••• L•••`.
// Neither a refused field nor a withheld value sends a request.
import type {
  ExecutionArgs,
  FieldNode,
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
import type { Arguments, Root } from '../schema/selection.ts'
import type { Context } from '../schema/builder.ts'
import type { PiiKind } from '../../domain/viewer.ts'
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
import { noteDisclosed } from '../schema/notes.ts'
import { scopeOfType } from './noun-type.ts'

type Resolver = GraphQLFieldResolver<unknown, unknown>

/** Guards the resolvers of the schema in place. */
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
  // The builder allows only these marks.
  const kind = field.extensions.pii as PiiKind | undefined
  if (refuse === null && kind === undefined) return
  const { resolve = defaultFieldResolver, subscribe } = field
  const of = field.extensions.piiVendors as readonly Vendor[] | undefined
  const refusing =
    (allowed: Resolver): Resolver =>
    (parent, args, context, info) => {
      const refusal = refuse?.(args, askOf(context).viewer) ?? null
      if (refusal !== null) throw refusal
      return allowed(parent, args, context, info)
    }
  const shown = kind === undefined ? resolve : masking(resolve, kind, of)
  field.resolve = refuse === null ? shown : refusing(shown)
  if (subscribe !== undefined) field.subscribe = refusing(subscribe)
}

/** Masks values on the way out. A withheld value is not read. */
function masking(resolve: Resolver, kind: PiiKind, vendors?: readonly Vendor[]): Resolver {
  const mask = maskOf(kind)
  return (parent, args, context, info) => {
    if (vendors !== undefined && !isOf(parent, vendors)) return resolve(parent, args, context, info)
    // The door made the context.
    const means = context as Context
    const isShown = means.ask.viewer.scopes.has(PII_SCOPE)
    if (!isShown && mask === null) return null
    const value = resolve(parent, args, context, info)
    // Promises per field dominate the cost of large answers.
    if (value instanceof Promise) return value.then((later: unknown) => leave(later, isShown, means))
    return leave(value, isShown, means)
  }

  function leave(value: unknown, isShown: boolean, { notes }: Context): unknown {
    if (mask !== null && !isShown) return mask(value)
    if (value !== null && value !== undefined) noteDisclosed(notes, kind)
    return value
  }
}

/** A row without a vendor counts as any. */
function isOf(row: unknown, vendors: readonly Vendor[]): boolean {
  const { vendor }: { vendor?: Vendor } = Object(row)
  return vendor === undefined || vendors.includes(vendor)
}

/** The door made the context. */
function askOf(context: unknown): Context['ask'] {
  return (context as Context).ask
}

export type Field = GraphQLField<unknown, unknown>

/** The refusal of a field, `null` when it is allowed. */
type Refuse = (args: Arguments, viewer: Viewer) => ForbiddenError | null

/** The refusal by the field's guard. */
export function refusalOf({ extensions }: Field, args: Arguments, viewer: Viewer): ForbiddenError | null {
  // The guard sets it.
  const refuse = extensions.refuse as Refuse | null | undefined
  return refuse?.(args, viewer) ?? null
}

/** `null`: access to the parent is enough. */
function permissionOf(parent: GraphQLObjectType, field: Field): Refuse | null {
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

/** A scope beyond the parent's, e.g. `agents:read` for `Call.agent`. */
function scopeOfField(parent: GraphQLObjectType, { type }: Field): Scope | null {
  const scope = scopeOfType(getNamedType(type).name)
  return scope === scopeOfType(parent.name) ? null : scope
}

/** Throws ForbiddenError. Used where only an id names the noun. */
export function checkNoun(noun: Noun, viewer: Viewer): void {
  const scope = SCOPE_OF[noun]
  if (!viewer.scopes.has(scope)) throw toRefusal(noun, scope)
}

function toRefusal(place: string, scope: Scope): ForbiddenError {
  return new ForbiddenError(`"${place}": expected a viewer with the scope ${scope}, which you do not hold.`)
}

/** True for inputs that can hold personal values. */
function carriesMarks(type: GraphQLInputType, seen: ReadonlySet<GraphQLInputType> = new Set()): boolean {
  const named = getNamedType(type)
  if (isEnumType(named)) return named.getValues().some(({ extensions }) => extensions.pii !== undefined)
  if (!isInputObjectType(named) || seen.has(named)) return false
  const deeper = new Set([...seen, named])
  return Object.values(named.getFields()).some(
    (one) => one.extensions.pii !== undefined || carriesMarks(one.type, deeper),
  )
}

/** The first personal value given, e.g. `filter.from`. A null is not given. */
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
  const fields = type.getFields()
  // Coerced input objects have the order of their fields.
  return firstOf(Object.entries(value), ([name, given]) => {
    const field = fields[name]
    if (field === undefined || given === undefined || given === null) return null
    const here = `${place}.${name}`
    return field.extensions.pii === undefined ? personalPlace(field.type, given, here) : here
  })
}

function firstOf<T>(items: readonly T[], find: (item: T) => string | null): string | null {
  for (const item of items) {
    const found = find(item)
    if (found !== null) return found
  }
  return null
}

/** A field whose refusal leaves nothing of the answer, and such fields below it. */
interface Needed {
  readonly field: Field
  readonly node: FieldNode
  /** Below a list it is the list's path. */
  readonly path: readonly string[]
  readonly below: readonly Needed[]
}

const neededBy = new WeakMap<Root['shape'], readonly Needed[]>()

/** Errors when nothing of the answer can remain, else `[]`. */
export function refusalsOf(args: ExecutionArgs, viewer: Viewer): readonly GraphQLError[] {
  const root = viewer.scopes.size === SCOPES.length ? null : rootOf(args)
  if (root === null) return []
  const { operation, shape, type, set } = root
  const needed = neededBy.get(shape) ?? neededIn(type, [set], [], false)
  neededBy.set(shape, needed)
  return needed.flatMap(toErrors)

  function toErrors({ field, node, path, below }: Needed): readonly GraphQLError[] {
    const refusal = refusalOf(field, argumentsOf(operation, field, node), viewer)
    if (refusal === null) return below.flatMap(toErrors)
    return [new GraphQLError(refusal.message, { nodes: node, path, originalError: refusal })]
  }

  function neededIn(
    parent: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    path: readonly string[],
    inList: boolean,
  ): readonly Needed[] {
    return [...collectFields(operation, parent, sets)].flatMap(([name, nodes]) => {
      const [node] = nodes
      const field = parent.getFields()[node?.name.value ?? '']
      if (node === undefined || field === undefined || !isNeverNull(field.type)) return []
      const here = inList ? path : [...path, name]
      const inside = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
      const named = getNamedType(field.type)
      const isInList = inList || isListType(getNullableType(field.type))
      const below = isObjectType(named) ? neededIn(named, inside, here, isInList) : []
      return field.extensions.refuse === null ? below : { field, node, path: here, below }
    })
  }
}

/** True when a null here makes the parent null. */
function isNeverNull(type: GraphQLOutputType): boolean {
  if (!isNonNullType(type)) return false
  return isListType(type.ofType) ? isNeverNull(type.ofType.ofType) : true
}

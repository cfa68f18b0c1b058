// The guard at every field: who may not ask for it gets an error in its place, who may not read personal data gets it
// masked, and for neither anything is asked. It is the one place through which values leave.
import type { GraphQLFieldResolver, GraphQLObjectType, GraphQLSchema } from 'graphql'
import type { Vendor } from '../../domain/vendor.ts'
import type { Context } from '../schema/context.ts'
import type { Field } from './permission.ts'
import type { PiiKind } from './pii.ts'
import { defaultFieldResolver, isIntrospectionType, isObjectType } from 'graphql'
import { PII_SCOPE } from '../../domain/viewer.ts'
import { maskOf } from './mask.ts'
import { permissionOf } from './permission.ts'

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

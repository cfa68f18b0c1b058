// What a viewer may ask: every field needs the scope of the rows that it gives, and whoever filters or orders by
// personal data must be allowed to read it, or could find out what is masked by asking for it.
import type { GraphQLField, GraphQLInputType, GraphQLObjectType } from 'graphql'
import type { Noun } from '../../domain/noun.ts'
import type { Scope, Viewer } from '../../domain/viewer.ts'
import { getNamedType, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql'
import { ForbiddenError } from '../../domain/errors.ts'
import { PII_SCOPE, SCOPE_OF } from '../../domain/viewer.ts'
import { scopeOfType } from './noun-type.ts'

export type Field = GraphQLField<unknown, unknown>
export type Arguments = Readonly<Record<string, unknown>>

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

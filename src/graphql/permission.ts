// What a viewer may ask: every field needs the scope of the rows that it gives.
import type { GraphQLField, GraphQLObjectType } from 'graphql'
import type { Noun } from '../domain/noun.ts'
import type { NounScope, Scope, Viewer } from '../domain/viewer.ts'
import { getNamedType } from 'graphql'
import { ForbiddenError } from '../domain/errors.ts'
import { SCOPE_OF } from '../domain/viewer.ts'
import { scopeOfType } from './noun-type.ts'

export type Field = GraphQLField<unknown, unknown>

/** The scope that a field needs beyond what its parent has needed already. */
export function scopeOfField(parent: GraphQLObjectType, { type }: Field): NounScope | null {
  const scope = scopeOfType(getNamedType(type).name)
  return scope === scopeOfType(parent.name) ? null : scope
}

/** Why the viewer may not ask the field; null when nothing stands against it. */
export function refusalOf(field: Field, scope: NounScope | null, viewer: Viewer): ForbiddenError | null {
  return scope === null || viewer.scopes.has(scope) ? null : toRefusal(`"${field.name}"`, scope)
}

/** Throws ForbiddenError. For rows whose noun only their id tells. */
export function checkNoun(noun: Noun, viewer: Viewer): void {
  const scope = SCOPE_OF[noun]
  if (!viewer.scopes.has(scope)) throw toRefusal(`"${noun}"`, scope)
}

function toRefusal(what: string, scope: Scope): ForbiddenError {
  return new ForbiddenError(`${what}: expected a viewer with the scope ${scope}, which you do not hold.`)
}

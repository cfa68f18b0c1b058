// Refusals that would leave nothing of an answer, found before anything is asked: a field that can be null is refused in
// its own place beside the rest of the answer, but one that cannot takes its parent with it, and so on up to the whole.
import type { ExecutionArgs, GraphQLObjectType, GraphQLOutputType, SelectionSetNode } from 'graphql'
import type { Viewer } from '../../domain/viewer.ts'
import type { Operation } from '../schema/collect.ts'
import { getNamedType, getNullableType, GraphQLError, isListType, isNonNullType, isObjectType } from 'graphql'
import { SCOPES } from '../../domain/viewer.ts'
import { argumentsOf, collectFields, rootOf } from '../schema/collect.ts'
import { refusalOf } from './permission.ts'

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

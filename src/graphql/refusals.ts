// Refusals that would leave nothing of an answer, found before anything is asked: a field that can be null is refused in
// its own place beside the rest of the answer, but one that cannot takes its parent with it, and so on up to the whole.
import type {
  ExecutionArgs,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLObjectType,
  GraphQLOutputType,
  SelectionNode,
  SelectionSetNode,
} from 'graphql'
import type { Viewer } from '../domain/viewer.ts'
import type { Arguments, Field } from './permission.ts'
import {
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
} from 'graphql'
import { SCOPES } from '../domain/viewer.ts'
import { refusalOf } from './permission.ts'

interface Operation {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly variables: Readonly<Record<string, unknown>>
}

/** Where a field stands in the answer; below a list its path is that of the list, since which item is not known. */
interface Place {
  readonly path: readonly string[]
  readonly inList: boolean
}

/** Empty when something of the answer may remain. */
export function refusalsOf(args: ExecutionArgs, viewer: Viewer): readonly GraphQLError[] {
  const { schema, document } = args
  const node = getOperationAST(document, args.operationName)
  const root = node && schema.getRootType(node.operation)
  if (node == null || root == null || viewer.scopes.size === SCOPES.length) return []
  // Variables of the wrong kind are told by the execution.
  const { coerced } = getVariableValues(schema, node.variableDefinitions ?? [], args.variableValues ?? {})
  if (coerced === undefined) return []
  const fragments = document.definitions.flatMap((one) =>
    one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
  )
  const operation = { fragments: new Map(fragments), variables: coerced }
  return refusalsIn(node.selectionSet, root, { path: [], inList: false }, operation, viewer)
}

function refusalsIn(
  set: SelectionSetNode,
  type: GraphQLObjectType,
  { path, inList }: Place,
  operation: Operation,
  viewer: Viewer,
): readonly GraphQLError[] {
  return fieldsIn(set, operation, new Set()).flatMap((node) => {
    const field = type.getFields()[node.name.value]
    if (field === undefined || !isNeverNull(field.type)) return []
    const here = inList ? path : [...path, node.alias?.value ?? node.name.value]
    const refusal = refusalOf(field, argumentsOf(field, node, operation), viewer)
    if (refusal !== null)
      return new GraphQLError(refusal.message, { nodes: node, path: here, originalError: refusal })
    const below = getNamedType(field.type)
    if (node.selectionSet === undefined || !isObjectType(below)) return []
    const place = { path: here, inList: inList || isList(field.type) }
    return refusalsIn(node.selectionSet, below, place, operation, viewer)
  })
}

/** Arguments of the wrong kind are told by the execution. */
function argumentsOf(field: Field, node: FieldNode, { variables }: Operation): Arguments {
  try {
    return getArgumentValues(field, node, variables)
  } catch {
    return {}
  }
}

/** A null in its place would be one in its parent's: neither the field nor an item of its lists can be null. */
function isNeverNull(type: GraphQLOutputType): boolean {
  if (!isNonNullType(type)) return false
  return isListType(type.ofType) ? isNeverNull(type.ofType.ofType) : true
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type)
}

/** The fields that are executed, those of fragments included, each fragment once. */
function fieldsIn(set: SelectionSetNode, operation: Operation, spread: Set<string>): readonly FieldNode[] {
  return set.selections.flatMap((one): readonly FieldNode[] => {
    if (!isWanted(one, operation)) return []
    if (one.kind === Kind.FIELD) return [one]
    if (one.kind === Kind.INLINE_FRAGMENT) return fieldsIn(one.selectionSet, operation, spread)
    const name = one.name.value
    const fragment = operation.fragments.get(name)
    if (fragment === undefined || spread.has(name)) return []
    spread.add(name)
    return fieldsIn(fragment.selectionSet, operation, spread)
  })
}

function isWanted(node: SelectionNode, { variables }: Operation): boolean {
  return (
    getDirectiveValues(GraphQLSkipDirective, node, variables)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false
  )
}

// The fields that an operation selects of an object, as execution will find them: fragments spread, directives heeded,
// fields of one response name together.
import type {
  ExecutionArgs,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLObjectType,
  GraphQLSchema,
  SelectionNode,
  SelectionSetNode,
} from 'graphql'
import type { Arguments } from '../access/permission.ts'
import {
  getArgumentValues,
  getDirectiveValues,
  getOperationAST,
  getVariableValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  Kind,
} from 'graphql'

/** An operation with its variables as they were coerced. */
export interface Operation {
  readonly schema: GraphQLSchema
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly variables: Readonly<Record<string, unknown>>
}

/** What is selected at the root of an operation; null for one that execution refuses, which then tells why. */
export function rootOf(args: ExecutionArgs): {
  readonly operation: Operation
  readonly type: GraphQLObjectType
  readonly set: SelectionSetNode
} | null {
  const { schema, document, variableValues = {} } = args
  const node = getOperationAST(document, args.operationName)
  const type = node && schema.getRootType(node.operation)
  if (node == null || type == null) return null
  const { coerced } = getVariableValues(schema, node.variableDefinitions ?? [], variableValues ?? {}, {
    maxErrors: 1,
  })
  if (coerced === undefined) return null
  const fragments = document.definitions.flatMap((one) =>
    one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
  )
  return {
    operation: { schema, fragments: new Map(fragments), variables: coerced },
    type,
    set: node.selectionSet,
  }
}

/** A field's arguments; those of the wrong kind are told by the execution. */
export function argumentsOf(
  { variables }: Operation,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
): Arguments {
  try {
    return field.args.length === 0 ? {} : getArgumentValues(field, node, variables)
  } catch {
    return {}
  }
}

/** By response name, in the order of the document. */
export function collectFields(
  operation: Operation,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): ReadonlyMap<string, readonly FieldNode[]> {
  const fields = new Map<string, FieldNode[]>()
  const seen = new Set<string>()

  function collect(node: SelectionNode): void {
    if (!isIncluded(operation, node)) return
    if (node.kind === Kind.FIELD) {
      const name = node.alias?.value ?? node.name.value
      fields.set(name, [...(fields.get(name) ?? []), node])
      return
    }
    if (node.kind === Kind.FRAGMENT_SPREAD && seen.has(node.name.value)) return
    if (node.kind === Kind.FRAGMENT_SPREAD) seen.add(node.name.value)
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : operation.fragments.get(node.name.value)
    if (fragment === undefined || !applies(operation, type, fragment.typeCondition?.name.value)) return
    for (const inner of fragment.selectionSet.selections) collect(inner)
  }

  for (const set of sets) for (const node of set.selections) collect(node)
  return fields
}

function isIncluded({ variables }: Operation, node: SelectionNode): boolean {
  if (node.directives === undefined || node.directives.length === 0) return true
  return (
    getDirectiveValues(GraphQLSkipDirective, node, variables)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false
  )
}

function applies({ schema }: Operation, type: GraphQLObjectType, condition: string | undefined): boolean {
  if (condition === undefined || condition === type.name) return true
  const wanted = schema.getType(condition)
  return isAbstractType(wanted) && schema.isSubType(wanted, type)
}

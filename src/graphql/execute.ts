// A plan for each document: its fields are collected, its resolvers found and its types taken apart once.
// It answers as graphql-js does, synchronously where all resolvers are synchronous.
//
//   document ── once ──→ plan ── each time ──→ { data, errors }
import type {
  DocumentNode,
  ExecutionArgs,
  ExecutionResult,
  FieldNode,
  GraphQLError,
  GraphQLObjectType,
  GraphQLOutputType,
  SelectionSetNode,
} from 'graphql'
import type { Data, Field, FieldPlan, Run, Selected } from './complete.ts'
import type { RowParts } from './row-parts.ts'
import type { Arguments, Root } from './schema/selection.ts'
import {
  getArgumentValues,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  OperationTypeNode,
  TypeNameMetaFieldDef,
  visit,
} from 'graphql'
import {
  collect,
  completeAbstract,
  completeLeaf,
  completeList,
  completeNonNull,
  completeObject,
  executeFields,
  isTextType,
} from './complete.ts'
import { nodeNounOf } from './access/noun-type.ts'
import { collectFields, fetchesOf, rootOf } from './schema/selection.ts'

type Completer = Pick<FieldPlan, 'complete' | 'isLasting'>

const plans = new WeakMap<Root['shape'], readonly FieldPlan[] | null>()

/** `null`: the operation has no plan, e.g. an introspection, or its variables are wrong. */
export function execute(
  args: ExecutionArgs,
  rows: RowParts | null = null,
): ExecutionResult | Promise<ExecutionResult> | null {
  const root = rootOf(args)
  if (root === null) return null
  let plan = plans.get(root.shape)
  if (plan === undefined) plans.set(root.shape, (plan = compile(root, args.document)))
  if (plan === null) return null
  const context: unknown = args.contextValue
  const run: Run = { args, root, context, errors: [], nulled: new Set(), failures: 0, rows }
  const toResult = (data: Data | null): ExecutionResult =>
    run.errors.length === 0 ? { data } : { errors: run.errors, data }
  const toFailure = (error: unknown) => {
    // Fields throw located errors.
    collect(error as GraphQLError, undefined, run)
    return toResult(null)
  }
  try {
    const data = executeFields(plan, args.rootValue, undefined, run)
    return data instanceof Promise ? data.then(toResult, toFailure) : toResult(data)
  } catch (error) {
    return toFailure(error)
  }
}

/**
 * `null` for what graphql-js executes: introspection, and documents whose fragments spread
 * into more fields than they have characters.
 */
function compile({ operation, node, type, set }: Root, { loc }: DocumentNode): readonly FieldPlan[] | null {
  const known = new Map<SelectionSetNode, Map<GraphQLObjectType, readonly FieldPlan[]>>()
  let left = loc?.end ?? 0
  let isPlanned = node.operation === OperationTypeNode.QUERY
  const plan = fieldsOf(type, [set])
  return isPlanned ? plan : null

  function fieldsOf(parent: GraphQLObjectType, sets: readonly SelectionSetNode[]): readonly FieldPlan[] {
    const [only] = sets.length === 1 ? sets : []
    const byType = (only && known.get(only)) ?? new Map<GraphQLObjectType, readonly FieldPlan[]>()
    const found = byType.get(parent)
    if (found !== undefined) return found
    const selected = collectFields(operation, parent, sets).entries()
    const made = selected.flatMap(([name, nodes]) => toPlan(name, parent, nodes)).toArray()
    if (only !== undefined) known.set(only, byType.set(parent, made))
    return made
  }

  function toPlan(
    name: string,
    parent: GraphQLObjectType,
    nodes: readonly FieldNode[],
  ): readonly FieldPlan[] {
    const [first] = nodes
    const word = first?.name.value ?? ''
    const field = word === TypeNameMetaFieldDef.name ? TypeNameMetaFieldDef : parent.getFields()[word]
    left -= 1
    // `__proto__` would be no property of its own.
    if (parent.isTypeOf != null || field === undefined || name === '__proto__' || left < 0) isPlanned = false
    if (!isPlanned || field === undefined || first === undefined) return []
    const { complete, isLasting } = completerOf(field.type, nodes)
    const constants = constantsOf(field, first)
    const one: FieldPlan = {
      name,
      parent,
      field,
      node: first,
      nodes,
      resolve: field.resolve ?? null,
      args: constants,
      isText: isTextType(getNullableType(field.type)),
      isNullable: !isNonNullType(field.type),
      complete,
      isLasting: isLasting && constants !== null && isOfRow(field),
    }
    return [one]
  }

  function completerOf(of: GraphQLOutputType, nodes: readonly FieldNode[]): Completer {
    if (isLeafType(of)) return { complete: completeLeaf(of), isLasting: true }
    if (isNonNullType(of) || isListType(of)) {
      const { complete, isLasting } = completerOf(of.ofType, nodes)
      const outer = isListType(of) ? completeList(of.ofType, complete) : completeNonNull(complete)
      return { complete: outer, isLasting }
    }
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
    if (isObjectType(of)) {
      const selected = selectedOf(of, sets)
      return { complete: completeObject(selected), isLasting: selected.isLasting }
    }
    const types = operation.schema.getPossibleTypes(of)
    const members = new Map(types.map((member) => [member.name, selectedOf(member, sets)]))
    const isLasting = members.values().every((selected) => selected.isLasting)
    return { complete: completeAbstract(of, members), isLasting }
  }

  function selectedOf(parent: GraphQLObjectType, sets: readonly SelectionSetNode[]): Selected {
    const fields = fieldsOf(parent, sets)
    const isLasting = fields.every((field) => field.isLasting)
    return { fields, isLasting, isRow: isLasting && nodeNounOf(parent.name) !== null }
  }
}

/** True if the row alone determines the value, and rows of the cache. */
function isOfRow(field: Field): boolean {
  const by = fetchesOf(field)?.by ?? 'ROW'
  return by === 'ROW' && field.extensions.momentary !== true
}

/** Arguments that no variable changes. */
function constantsOf(field: Field, node: FieldNode): Arguments | null {
  if (field.args.length === 0) return {}
  let isConstant = true
  visit(node, { SelectionSet: () => false, Variable: () => void (isConstant = false) })
  try {
    return isConstant ? getArgumentValues(field, node) : null
  } catch {
    // They fail again where the field can report it.
    return null
  }
}

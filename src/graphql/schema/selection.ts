// Selected fields of an operation, as execution collects them: fragments spread,
// `@skip` and `@include` applied, fields of one response name together.
import type {
  DocumentNode,
  ExecutionArgs,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLArgument,
  GraphQLField,
  GraphQLInputFieldConfigMap,
  GraphQLInputType,
  GraphQLNullableType,
  GraphQLObjectType,
  GraphQLResolveInfo,
  GraphQLSchema,
  ObjectValueNode,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
  ValueNode,
} from 'graphql'
import type { ListNoun } from '../../domain/lists.ts'
import type { Identity, NodeNoun } from '../../domain/noun.ts'
import type { PricedRequest } from '../../gather/price.ts'
import {
  GraphQLIncludeDirective,
  GraphQLInputObjectType,
  GraphQLNonNull,
  GraphQLSkipDirective,
  Kind,
  getArgumentValues,
  getDirectiveValues,
  getOperationAST,
  getVariableValues,
  isAbstractType,
  isInputObjectType,
  isNonNullType,
  visit,
} from 'graphql'

export type Arguments = Readonly<Record<string, unknown>>

type Fragments = Readonly<Record<string, FragmentDefinitionNode>>

/** An operation with coerced variables. */
export interface Operation {
  readonly schema: GraphQLSchema
  readonly fragments: Fragments
  readonly variables: Readonly<Record<string, unknown>>
  /** Arguments that were read: rows, limits and price share them. */
  readonly given: Map<FieldNode, Given>
}

interface Given {
  readonly field: GraphQLField<unknown, unknown>
  readonly args: Arguments
}

/** The root selection of an operation. */
export interface Root {
  readonly operation: Operation
  readonly node: OperationDefinitionNode
  readonly type: GraphQLObjectType
  readonly set: SelectionSetNode
  /** The same object wherever the same fields are selected. */
  readonly shape: object
}

/** An operation of a document. */
interface Known extends Pick<Root, 'node' | 'type'> {
  readonly schema: GraphQLSchema
  readonly fragments: Fragments
  /** Variables of `@skip` and `@include`. */
  readonly conditions: readonly string[]
  /** By values of the conditions. */
  readonly shapes: Map<string, object>
}

/** Limit of shapes per operation, e.g. with and without a fragment. */
const MOST_SHAPES = 2

const operations = new WeakMap<DocumentNode, Map<string | undefined, Known>>()

/** Limits, price and execution ask for the same root one after the other. */
let latest: (Root & { readonly values: unknown }) | null = null

/** The root selection. `null`: execution refuses the operation. */
export function rootOf({ schema, document, operationName, variableValues }: ExecutionArgs): Root | null {
  const known = operationOf(schema, document, operationName ?? undefined)
  if (known === null) return null
  const { node, type, fragments } = known
  if (latest?.node === node && latest.operation.schema === schema && latest.values === variableValues)
    return latest
  const { coerced } = getVariableValues(schema, node.variableDefinitions ?? [], variableValues ?? {}, {
    maxErrors: 1,
  })
  if (coerced === undefined) return null
  const operation = { schema, fragments, variables: coerced, given: new Map<FieldNode, Given>() }
  const shape = shapeOf(known, coerced)
  latest = { operation, node, type, set: node.selectionSet, shape, values: variableValues }
  return latest
}

function operationOf(schema: GraphQLSchema, document: DocumentNode, name: string | undefined): Known | null {
  const found = operations.get(document)?.get(name)
  if (found?.schema === schema) return found
  const node = getOperationAST(document, name)
  const type = node && schema.getRootType(node.operation)
  if (node == null || type == null) return null
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null)
  const conditions = new Set<string>()
  visit(document, {
    FragmentDefinition: (one) => void (fragments[one.name.value] = one),
    Directive: ({ name: { value }, arguments: given = [] }) => {
      if (value !== GraphQLSkipDirective.name && value !== GraphQLIncludeDirective.name) return
      for (const { value: one } of given) if (one.kind === Kind.VARIABLE) conditions.add(one.name.value)
    },
  })
  const made = { schema, node, type, fragments, conditions: [...conditions], shapes: new Map() }
  operations.set(document, (operations.get(document) ?? new Map()).set(name, made))
  return made
}

function shapeOf({ conditions, shapes }: Known, variables: Operation['variables']): object {
  const values = conditions.map((name) => (variables[name] === true ? '1' : '0')).join('')
  const shape = shapes.get(values) ?? {}
  if (!shapes.has(values) && shapes.size >= MOST_SHAPES) shapes.clear()
  shapes.set(values, shape)
  return shape
}

/** Throws GraphQLError for arguments of a wrong kind. */
export function readArguments(
  { variables, given }: Operation,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
): Arguments {
  const known = given.get(node)
  if (known?.field === field) return known.args
  const args = getArgumentValues(narrowedField(field, node), node, variables)
  given.set(node, { field, args })
  return args
}

type Field = GraphQLField<unknown, unknown>

const narrowedFields = new WeakMap<FieldNode, { readonly field: Field; readonly narrowed: Field }>()

/** The field with the inputs that a node has: graphql-js visits all, and `CallFilter` has fifty. */
function narrowedField(field: Field, node: FieldNode): Field {
  const known = narrowedFields.get(node)
  if (known?.field === field) return known.narrowed
  const values = valuesOf(node.arguments)
  const args = field.args.map((arg) => ({ ...arg, type: narrow(arg.type, values.get(arg.name)) }))
  const narrowed = { ...field, args: args.filter((arg) => values.has(arg.name) || isFilled(arg)) }
  narrowedFields.set(node, { field, narrowed })
  return narrowed
}

/** E.g. `CallFilter` with `startedAt` alone, for `{ startedAt: { from: $from } }`. */
function narrow(type: GraphQLInputType, value: ValueNode | undefined): GraphQLInputType {
  if (value?.kind !== Kind.OBJECT) return type
  if (isNonNullType(type)) {
    // Non-null types are not nested, and the inner type stays nullable.
    const inner = narrow(type.ofType, value) as GraphQLNullableType & GraphQLInputType
    return inner === type.ofType ? type : new GraphQLNonNull(inner)
  }
  if (!isInputObjectType(type)) return type
  const values = valuesOf(value.fields)
  const fields: GraphQLInputFieldConfigMap = {}
  for (const { name, ...field } of Object.values(type.getFields()))
    if (values.has(name) || isFilled(field))
      fields[name] = { ...field, type: narrow(field.type, values.get(name)) }
  return new GraphQLInputObjectType({ name: type.name, isOneOf: type.isOneOf, fields })
}

function valuesOf(
  nodes: FieldNode['arguments'] | ObjectValueNode['fields'] = [],
): ReadonlyMap<string, ValueNode> {
  return new Map(nodes.map(({ name, value }) => [name.value, value]))
}

/** True for an input that counts where it is absent: it has a default, or is required. */
function isFilled({ type, defaultValue }: Pick<GraphQLArgument, 'type' | 'defaultValue'>): boolean {
  return defaultValue !== undefined || isNonNullType(type)
}

/** Empty for arguments of a wrong kind, which execution reports. */
export function argumentsOf(...asked: Parameters<typeof readArguments>): Arguments {
  try {
    return readArguments(...asked)
  } catch {
    return {}
  }
}

/** Fields by response name. Without a type, all fragments count. */
export function collectFields(
  operation: Operation,
  type: GraphQLObjectType | null,
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
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : operation.fragments[node.name.value]
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

function applies({ schema }: Operation, type: GraphQLObjectType | null, condition?: string): boolean {
  if (type === null || condition === undefined || condition === type.name) return true
  const wanted = schema.getType(condition)
  return isAbstractType(wanted) && schema.isSubType(wanted, type)
}

/** A field that a resolver or the price looks into. */
export interface Selecting {
  readonly operation: Operation
  readonly nodes: readonly FieldNode[]
}

export function toSelecting(info: GraphQLResolveInfo): Selecting {
  const { schema, fragments, variableValues, fieldNodes } = info
  return { operation: { schema, fragments, variables: variableValues, given: new Map() }, nodes: fieldNodes }
}

const LIST_ITSELF: Paths = [[]]
const ROW_PATHS: Paths = [[], ['details']]
const LIST_PATHS: Paths = ['nodes', 'edges.node'].flatMap((path) =>
  ROW_PATHS.map((below) => [...path.split('.'), ...below]),
)

/** Fields selected of a row and its `details`, e.g. `id`, `agent`, `callUuid`. */
export function wantedOfRow(info: GraphQLResolveInfo): ReadonlySet<string> {
  return namesBelow(toSelecting(info), ROW_PATHS)
}

/** Names of fields selected of a list's rows. */
export function wantedOfRows(selecting: Selecting): ReadonlySet<string> {
  return namesBelow(selecting, LIST_PATHS)
}

/** True if a field of the list itself is selected, e.g. `totalCount`. */
export function isSelected(selecting: Selecting, field: string): boolean {
  return namesBelow(selecting, LIST_ITSELF).has(field)
}

/** Sets of names by nodes and paths: a plan passes the same nodes each time. */
const names = new WeakMap<readonly FieldNode[], Map<Paths, ReadonlySet<string>>>()

/** E.g. `[['total']]`, declared once. */
export type Paths = readonly (readonly string[])[]

/** Names of fields selected at paths below a field. */
export function namesBelow({ operation, nodes }: Selecting, paths: Paths): ReadonlySet<string> {
  const known = names.get(nodes) ?? new Map<Paths, ReadonlySet<string>>()
  names.set(nodes, known)
  const found = known.get(paths) ?? new Set(paths.flatMap((path) => fieldsBelow(operation, nodes, path)))
  known.set(paths, found)
  return found
}

function fieldsBelow(
  operation: Operation,
  nodes: readonly FieldNode[],
  [name, ...rest]: readonly string[],
): readonly string[] {
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
  const fields = [...collectFields(operation, null, sets).values()].flat()
  if (name === undefined) return fields.map((field) => field.name.value)
  const named = fields.filter((field) => field.name.value === name)
  return fieldsBelow(operation, named, rest)
}

/** Upstream requests of a resolver. Prices follow from them. */
export type Fetches =
  /** A list. At the root there is no `parent`. */
  | {
      readonly by: 'LIST'
      readonly request: (
        args: Arguments,
        parent: Identity | undefined,
        wanted: ReadonlySet<string>,
      ) => PricedRequest<ListNoun>
    }
  /** Look-ups by global id. `noun: null` means any. */
  | {
      readonly by: 'IDS'
      readonly noun: NodeNoun | null
      readonly ids: (args: Arguments) => readonly string[]
    }
  /** Child rows, e.g. `Menu.children`. */
  | { readonly by: 'CHILDREN'; readonly noun: 'MENU' | 'TEAM' }
  /** The row's own look-up, when a stub lacks the field. */
  | { readonly by: 'ROW'; readonly noun: NodeNoun }
  /** The account's list of channels, once for all rows. */
  | { readonly by: 'CHANNELS' }
  /** No request: rows of the list around it, e.g. `nodes`. */
  | { readonly by: 'LISTED' }

export function fetchesOf({ extensions }: { readonly extensions: object }): Fetches | undefined {
  const { fetches }: { fetches?: Fetches } = extensions
  return fetches
}

// Selected fields of an operation, as execution collects them: fragments spread,
// `@skip` and `@include` applied, fields of one response name together.
import type {
  ExecutionArgs,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLObjectType,
  GraphQLResolveInfo,
  GraphQLSchema,
  SelectionNode,
  SelectionSetNode,
} from 'graphql'
import type { ListNoun } from '../../domain/lists.ts'
import type { Identity, NodeNoun } from '../../domain/noun.ts'
import type { PricedRequest } from '../../gather/price.ts'
import {
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  getArgumentValues,
  getDirectiveValues,
  getOperationAST,
  getVariableValues,
  isAbstractType,
} from 'graphql'

export type Arguments = Readonly<Record<string, unknown>>

/** An operation with coerced variables. */
export interface Operation {
  readonly schema: GraphQLSchema
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly variables: Readonly<Record<string, unknown>>
}

/** The root selection. `null`: execution refuses the operation. */
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

/** Empty for arguments of a wrong kind, which execution reports. */
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
  const operation = { schema, fragments: new Map(Object.entries(fragments)), variables: variableValues }
  return { operation, nodes: fieldNodes }
}

const ROW_PATHS = [[], ['details']]
const LIST_PATHS = ['nodes', 'edges.node'].flatMap((path) =>
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
  return namesBelow(selecting, [[]]).has(field)
}

/** Names of fields selected at paths below a field, e.g. `[['total']]`. */
export function namesBelow({ operation, nodes }: Selecting, paths: readonly (readonly string[])[]) {
  const below = (found: readonly FieldNode[], path: readonly string[]): readonly FieldNode[] => {
    const [name, ...rest] = path
    const sets = found.flatMap(({ selectionSet }) => selectionSet ?? [])
    const fields = [...collectFields(operation, null, sets).values()].flat()
    return name === undefined
      ? fields
      : below(
          fields.filter((field) => field.name.value === name),
          rest,
        )
  }
  return new Set(paths.flatMap((path) => below(nodes, path)).map((field) => field.name.value))
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

// Limits of an operation: its document before validation, its lists before execution.
// A fragment counts wherever it is spread.
import type { DocumentNode, FragmentDefinitionNode, GraphQLError, SelectionSetNode } from 'graphql'
import { Kind, Lexer, Source, TokenKind, valueFromASTUntyped, visit } from 'graphql'
import { LimitError } from '../domain/errors.ts'
import { toGraphQLError } from './errors.ts'

export interface Limits {
  /** Levels of fields: `{ calls { nodes { id } } }` has 3. */
  readonly depth: number
  readonly tokens: number
  readonly aliases: number
  /** Entries of all lists among the arguments, e.g. ids of `nodes`. */
  readonly ids: number
}

/** Limits without a setting, far above any honest operation. */
const FIXED_LIMITS = { fields: 5000, rootFields: 50, directives: 100, nesting: 50 }

type Measure = keyof Limits | keyof typeof FIXED_LIMITS

/** `The operation has 14 <levels of fields>, and at most 12 are served; <advice>.` */
const WORDS: Readonly<Record<Measure, readonly [what: string, advice: string]>> = {
  depth: ['levels of fields', 'ask for the inner ones by their ids in an operation of its own'],
  tokens: ['tokens', 'split it, or use variables for what is long'],
  aliases: ['aliases', 'ask for several things by `nodes(ids:)` or a filter'],
  fields: ['fields', 'spread fragments less often inside others'],
  rootFields: ['root fields', 'split it into several operations'],
  directives: ['directives', 'split it into several operations'],
  ids: ['entries in lists', 'ask for fewer ids at a time'],
  nesting: ['levels of values in a variable', 'no argument has so many'],
}

/** The refusal of the first value above its limit, else null. */
export function refusalOfSize(
  measured: { readonly [M in Measure]?: number },
  limits: Limits,
): GraphQLError | null {
  const maximums: Readonly<Record<Measure, number>> = { ...limits, ...FIXED_LIMITS }
  // Object.keys forgets the keys' type.
  const measure = (Object.keys(measured) as Measure[]).find((one) => (measured[one] ?? 0) > maximums[one])
  if (measure === undefined) return null
  const [value = 0, maximum] = [measured[measure], maximums[measure]]
  const [what, advice] = WORDS[measure]
  const message = `The operation has ${value} ${what}, and at most ${maximum} are served; ${advice}.`
  return toGraphQLError(new LimitError(message, { limit: measure, value, maximum }))
}

/** The refusal of a document whatever its variables, else null. */
export function refusalOf(document: DocumentNode, limits: Limits): GraphQLError | null {
  const text = document.loc?.source.body ?? ''
  return refusalOfTokens(text, limits) ?? refusalOfSize(measuresOf(document), limits)
}

/** Before the document is parsed. */
export function refusalOfTokens(text: string, limits: Limits): GraphQLError | null {
  return refusalOfSize({ tokens: countTokens(text) }, limits)
}

/** Size of a document whatever its variables. */
export interface DocumentSize {
  readonly measures: Measures
  readonly lists: Lists
}

export function sizeOfDocument(document: DocumentNode): DocumentSize {
  return { measures: measuresOf(document), lists: findLists(document) }
}

/** Size of an operation, e.g. `{ rootFields: 2, ids: 100, nesting: 1 }`. */
export interface OperationSize {
  readonly rootFields: number
  /** Entries of all lists among the arguments. */
  readonly ids: number
  /** Levels of values in its variables. */
  readonly nesting: number
}

export function sizeOfOperation(
  { measures, lists }: DocumentSize,
  variables: Readonly<Record<string, unknown>>,
): OperationSize {
  const { entries, uses, defaults } = lists
  let nesting = 0
  const given = new Map<string, Size>()
  for (const name of Object.keys(variables)) {
    const size = sizeOf(variables[name])
    given.set(name, size)
    nesting = Math.max(nesting, size.levels)
  }
  const entriesOf = (name: string) => (given.get(name) ?? defaults.get(name))?.entries ?? 0
  const ids = uses.reduce((sum, name) => sum + entriesOf(name), entries)
  return { rootFields: measures.rootFields, nesting, ids }
}

/** Throws the parser's own syntax error. */
function countTokens(text: string): number {
  const lexer = new Lexer(new Source(text))
  let count = 0
  while (lexer.advance().kind !== TokenKind.EOF) count += 1
  return count
}

type SetMeasures = Readonly<Record<'depth' | 'aliases' | 'fields' | 'rootFields', number>>
type Measures = SetMeasures & { readonly directives: number }

const NOTHING: SetMeasures = { depth: 0, aliases: 0, fields: 0, rootFields: 0 }

/** Of the largest operation, in linear time: each fragment is measured once. */
function measuresOf({ definitions }: DocumentNode): Measures {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const one of definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one)
  const measured = new Map<string, SetMeasures>()

  function ofFragment(name: string): SetMeasures {
    const known = measured.get(name)
    if (known !== undefined) return known
    // Ends the recursion of a fragment that spreads itself.
    measured.set(name, NOTHING)
    const set = fragments.get(name)?.selectionSet
    const result = set === undefined ? NOTHING : ofSet(set)
    measured.set(name, result)
    return result
  }

  function ofSet({ selections }: SelectionSetNode): SetMeasures {
    return selections.map(ofSelection).reduce(
      (sum, one) => ({
        depth: Math.max(sum.depth, one.depth),
        aliases: sum.aliases + one.aliases,
        fields: sum.fields + one.fields,
        rootFields: sum.rootFields + one.rootFields,
      }),
      NOTHING,
    )
  }

  function ofSelection(node: SelectionSetNode['selections'][number]): SetMeasures {
    if (node.kind === Kind.FRAGMENT_SPREAD) return ofFragment(node.name.value)
    if (node.kind === Kind.INLINE_FRAGMENT) return ofSet(node.selectionSet)
    // Introspection is deep and costs no request.
    const isSchema = node.name.value.startsWith('__')
    const inner = node.selectionSet === undefined || isSchema ? NOTHING : ofSet(node.selectionSet)
    const aliases = inner.aliases + (node.alias === undefined ? 0 : 1)
    return { depth: inner.depth + 1, aliases, fields: inner.fields + 1, rootFields: 1 }
  }

  const operations = definitions.flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION ? ofSet(one.selectionSet) : [],
  )
  const most = (measure: keyof SetMeasures) => Math.max(0, ...operations.map((one) => one[measure]))
  let directives = 0
  for (const definition of definitions) visit(definition, { Directive: () => void (directives += 1) })
  return {
    depth: most('depth'),
    aliases: most('aliases'),
    fields: most('fields'),
    rootFields: most('rootFields'),
    directives,
  }
}

/** `nodes(ids: ["a", "b"])` has 2 entries, `nodes(ids: $ids)` a use. */
interface Lists {
  readonly entries: number
  /** Variables, once for each use. */
  readonly uses: readonly string[]
  /** Sizes of the variables' defaults. */
  readonly defaults: ReadonlyMap<string, Size>
}

function findLists(document: DocumentNode): Lists {
  let entries = 0
  const uses: string[] = []
  const defaults = new Map<string, Size>()
  visit(document, {
    // The definition of a variable is no use of it.
    VariableDefinition: ({ variable, defaultValue }) => {
      if (defaultValue !== undefined)
        defaults.set(variable.name.value, sizeOf(valueFromASTUntyped(defaultValue)))
      return false
    },
    ListValue: ({ values }) => void (entries += values.length),
    Variable: ({ name }) => void uses.push(name.value),
  })
  return { entries, uses, defaults }
}

interface Size {
  /** Entries of all lists inside. */
  readonly entries: number
  readonly levels: number
}

/** Level by level: recursion would overflow on hostile values. */
function sizeOf(value: unknown): Size {
  let [entries, levels] = [0, 0]
  for (let level = [value]; level.length > 0; levels += 1) {
    const inner: unknown[] = []
    for (const one of level) {
      if (typeof one !== 'object' || one === null) continue
      if (Array.isArray(one)) entries += one.length
      for (const part of Object.values(one)) inner.push(part)
    }
    level = inner
  }
  return { entries, levels }
}

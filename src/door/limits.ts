// How much one operation may ask for, measured on its document before it is validated, and on its lists before it is
// executed. What is measured counts fragments at every place where they are spread.
import type { DocumentNode, FragmentDefinitionNode, SelectionSetNode } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { GraphQLError, Kind, Lexer, Source, TokenKind, visit } from 'graphql'
import { LimitError } from '../domain/errors.ts'

export interface Limits {
  /** Fields inside fields. */
  readonly depth: number
  readonly tokens: number
  readonly aliases: number
  /** Entries of all lists among the arguments together: ids of `nodes`, representations of `_entities` and others. */
  readonly ids: number
}

export const DEFAULT_LIMITS: Limits = { depth: 12, tokens: 4000, aliases: 100, ids: 1000 }

/** More fields than a document may have tokens come of fragments that multiply, and to read them all would take long. */
const MOST_FIELDS = 5000

/** More root fields than the graph has are asked only by mistake, and so it is with directives. */
const MOST_ROOT_FIELDS = 50
const MOST_DIRECTIVES = 100
/** Deeper than any input, and far from where reading values one inside the other would break. */
const MOST_NESTING = 50

type Measure = 'depth' | 'tokens' | 'aliases' | 'fields' | 'rootFields' | 'directives' | 'ids' | 'nesting'

/** What is said about a measure. */
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

type Check = (measure: Measure, value: number) => void

/** Throws the refusal of what is above a limit. */
function createCheck(limits: Limits): Check {
  const maximums: Readonly<Record<Measure, number>> = {
    ...limits,
    fields: MOST_FIELDS,
    rootFields: MOST_ROOT_FIELDS,
    directives: MOST_DIRECTIVES,
    nesting: MOST_NESTING,
  }
  return (measure, value) => {
    if (value > maximums[measure]) throw toRefusal(measure, value, maximums[measure])
  }
}

/** Tokens are counted where the source is given. */
function refusalBy(check: Check, document: DocumentNode, source?: Source): GraphQLError | null {
  try {
    if (source !== undefined) check('tokens', countTokens(source))
    const { depth, aliases, fields, rootFields, directives } = measuresOf(document)
    check('depth', depth)
    check('aliases', aliases)
    check('fields', fields)
    check('rootFields', rootFields)
    check('directives', directives)
    return null
  } catch (error) {
    if (error instanceof GraphQLError) return error
    throw error
  }
}

/** The refusal that a document meets whatever its variables are; null when there is none. */
export function refusalOf(document: DocumentNode, limits: Limits): GraphQLError | null {
  return refusalBy(createCheck(limits), document, document.loc?.source)
}

export function useLimits(limits: Limits): Plugin {
  const check = createCheck(limits)
  // Clients send the same documents again and again, and the server parses each once.
  const refusals = new WeakMap<DocumentNode, GraphQLError | null>()
  const lists = new WeakMap<DocumentNode, Lists>()

  return {
    onParse: ({ params: { source }, parseFn, setParseFn }) => {
      setParseFn((text, options) => {
        check('tokens', countTokens(source))
        return parseFn(text, options)
      })
      return ({ result, replaceParseResult }) => {
        if (result === null || result instanceof Error) return
        const known = refusals.get(result)
        const refusal = known === undefined ? refusalBy(check, result) : known
        refusals.set(result, refusal)
        if (refusal !== null) replaceParseResult(refusal)
      }
    },
    onExecute: checkLists,
    onSubscribe: checkLists,
  }

  function checkLists({ args, setResultAndStopExecution }: Begun): void {
    const { entries, variables } = lists.get(args.document) ?? listsIn(args.document)
    lists.set(args.document, { entries, variables })
    const given = Object.entries(args.variableValues ?? {}).map(
      ([name, value]) => [name, sizeOf(value)] as const,
    )
    const sizes = new Map(given)
    try {
      check(
        'nesting',
        given.reduce((most, [, { levels }]) => Math.max(most, levels), 0),
      )
      check(
        'ids',
        variables.reduce((sum, name) => sum + (sizes.get(name)?.entries ?? 0), entries),
      )
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error
      setResultAndStopExecution({ errors: [error] })
    }
  }
}

/** What execution and subscription have in common when they begin. */
interface Begun {
  readonly args: {
    readonly document: DocumentNode
    readonly variableValues?: Readonly<Record<string, unknown>> | null
  }
  readonly setResultAndStopExecution: (result: { readonly errors: readonly GraphQLError[] }) => void
}

function toRefusal(measure: Measure, value: number, maximum: number): GraphQLError {
  const [what, advice] = WORDS[measure]
  const error = new LimitError(
    `The operation has ${value} ${what}, and at most ${maximum} are served; ${advice}.`,
    { limit: measure, value, maximum },
  )
  return new GraphQLError(error.message, { originalError: error })
}

/** Throws the syntax error that the parser would throw. */
function countTokens(source: string | Source): number {
  const lexer = new Lexer(typeof source === 'string' ? new Source(source) : source)
  let count = 0
  while (lexer.advance().kind !== TokenKind.EOF) count += 1
  return count
}

interface Measures {
  readonly depth: number
  readonly aliases: number
  readonly fields: number
  readonly rootFields: number
}

const NOTHING: Measures = { depth: 0, aliases: 0, fields: 0, rootFields: 0 }

/** Of the operation with most; each fragment is measured once, so that it takes no longer than reading the document. */
function measuresOf({ definitions }: DocumentNode): Measures & { readonly directives: number } {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const one of definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one)
  const measured = new Map<string, Measures>()

  function ofFragment(name: string): Measures {
    const known = measured.get(name)
    if (known !== undefined) return known
    // A fragment that spreads itself is refused by validation.
    measured.set(name, NOTHING)
    const set = fragments.get(name)?.selectionSet
    const result = set === undefined ? NOTHING : ofSet(set)
    measured.set(name, result)
    return result
  }

  function ofSet({ selections }: SelectionSetNode): Measures {
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

  function ofSelection(node: SelectionSetNode['selections'][number]): Measures {
    if (node.kind === Kind.FRAGMENT_SPREAD) return ofFragment(node.name.value)
    if (node.kind === Kind.INLINE_FRAGMENT) return ofSet(node.selectionSet)
    // What describes the schema is deep by its nature, costs no vendor anything and is refused where it is circular.
    const isSchema = node.name.value.startsWith('__')
    const inner = node.selectionSet === undefined || isSchema ? NOTHING : ofSet(node.selectionSet)
    const aliases = inner.aliases + (node.alias === undefined ? 0 : 1)
    return { depth: inner.depth + 1, aliases, fields: inner.fields + 1, rootFields: 1 }
  }

  const operations = definitions.flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION ? ofSet(one.selectionSet) : [],
  )
  return {
    depth: Math.max(0, ...operations.map(({ depth }) => depth)),
    aliases: Math.max(0, ...operations.map(({ aliases }) => aliases)),
    fields: Math.max(0, ...operations.map(({ fields }) => fields)),
    rootFields: Math.max(0, ...operations.map(({ rootFields }) => rootFields)),
    directives: countDirectives(definitions),
  }
}

function countDirectives(definitions: DocumentNode['definitions']): number {
  let count = 0
  for (const definition of definitions) visit(definition, { Directive: () => void (count += 1) })
  return count
}

/** The lists among the arguments: how many entries are written out, and each place where a variable stands. */
interface Lists {
  readonly entries: number
  readonly variables: readonly string[]
}

function listsIn(document: DocumentNode): Lists {
  let entries = 0
  const variables: string[] = []
  visit(document, {
    // A variable's definition is no place where it stands.
    VariableDefinition: () => false,
    ListValue: ({ values }) => void (entries += values.length),
    Variable: ({ name }) => void variables.push(name.value),
  })
  return { entries, variables }
}

interface Size {
  /** Entries of all lists inside. */
  readonly entries: number
  readonly levels: number
}

/** Level by level, since values are nested as deeply as whoever sent them liked. */
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

// Operations in files, for `npm run price`: documents with their variables, code with documents, and manifests.
//
//     recent.graphql   query Recent($first: Int) { calls(first: $first) { nodes { ...Row } } }
//     recent.json      { "first": 100 }
//     row.tsx          const ROW = gql`fragment Row on Call { id }`
import type { DocumentNode, FragmentDefinitionNode } from 'graphql'
import type { Limits } from '../door/limits.ts'
import type { Wire } from '../vendors/wire.ts'
import { globSync, readFileSync } from 'node:fs'
import { GraphQLError, Kind, parse, separateOperations, Source } from 'graphql'
import { systemClock } from '../clock.ts'
import { operations, toPlaced } from '../config/operations.ts'
import { Refusal } from '../config/parse.ts'
import { kindOf } from '../domain/errors.ts'
import { fillIn } from '../door/pages.ts'
import { toObject } from '../vendors/wire.ts'

export interface Operation {
  /** Its file, if it has no name of its own. */
  readonly name: string
  readonly file: string
  /** With the fragments that it spreads. */
  readonly document: DocumentNode
  readonly variables: Wire
}

interface Read extends Pick<Operation, 'document' | 'file' | 'variables'> {}

/** Files that cannot be read are problems, e.g. `gone.graphql: cannot be read`. */
export function readOperations(
  given: readonly string[],
  limits: Limits,
): { readonly operations: readonly Operation[]; readonly problems: readonly string[] } {
  const problems: string[] = []
  const files = [...new Set(given.flatMap(matching))]
  // `*` names the variables too.
  const variables = new Set(files.filter((file) => !file.endsWith('.json')).map(toVariables))
  const read = files
    .filter((file) => !variables.has(file))
    .flatMap((file) => {
      try {
        return readFile(file, limits)
      } catch (error) {
        problems.push(toProblem(file, error))
        return []
      }
    })
  const found = operationsOf(read)
  if (found.length === 0 && problems.length === 0)
    problems.push('expected operations, and the files have none')
  return { operations: found, problems: [...problems, ...doublesIn(found)] }
}

/** Not every shell expands patterns, e.g. `src/*.graphql`. */
function matching(file: string): readonly string[] {
  const found = file.includes('*') ? globSync(file).toSorted() : []
  return found.length === 0 ? [file] : found
}

/** Names tell operations apart, in the base too. */
function doublesIn(found: readonly Operation[]): readonly string[] {
  const byName = Map.groupBy(found, ({ name }) => name)
  return [...byName].flatMap(([name, [first, ...others]]) =>
    others.map(({ file }) =>
      name === file
        ? `${file}: expected names for its operations, since there are several`
        : `${file}: operation "${name}" is also in ${first?.file}; give it another name`,
    ),
  )
}

function toProblem(file: string, error: unknown): string {
  if (error instanceof GraphQLError) return toPlaced(error, file)
  if (error instanceof Refusal) return `${file}: ${error.message}`
  throw error
}

/** Throws Refusal, or GraphQLError for a text that is no document. */
function readFile(file: string, limits: Limits): readonly Read[] {
  const text = readText(file)
  if (file.endsWith('.json'))
    return [...operations(text, limits)].map(([id, body]) => toRead(`${file} ${id}`, body, {}))
  const isCode = !/\.(?:graphqls?|gql)$/.test(file)
  const document = isCode ? documentsIn(text) : text
  // Most files of a front end have none.
  if (isCode && document.trim() === '') return []
  const variables = variablesOf(file)
  return [toRead(file, document, variables === null ? {} : readJson(variables))]
}

/** Comments and plain texts, which are skipped, or a template with a document: gql`…`, graphql(`…`), after a comment. */
const TEXTS = new RegExp(
  [
    /\/\*(?!\s*GraphQL\s*\*\/)[\s\S]*?\*\/|\/\/.*/,
    /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/,
    /(?:\b(?:gql|graphql)\b\s*\(?|\/\*\s*GraphQL\s*\*\/)\s*`((?:\\[\s\S]|[^`\\])*)`/,
    /`(?:\\[\s\S]|[^`\\])*`/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
)
/** E.g. `${ROW}`, a fragment of another constant. */
const INSERTION = /\$\{[^{}]*\}/g

/** Documents in code; the rest is blank, so that their places stay. Throws Refusal. */
function documentsIn(code: string): string {
  let text = ''
  for (const { index, 0: whole, 1: document } of code.matchAll(TEXTS)) {
    if (document === undefined) continue
    const start = index + whole.length - document.length - 1
    text += blank(code.slice(text.length, start)) + document.replace(INSERTION, blank)
    for (const { index: at } of document.matchAll(INSERTION))
      if (depthAt(document.slice(0, at)) > 0)
        throw new Refusal(
          'expected no ${…} between the braces of an operation; price the operation as it is sent',
        )
  }
  return text
}

function blank(text: string): string {
  return text.replace(/\S/g, ' ')
}

function depthAt(text: string): number {
  const braces = text.replace(INSERTION, '')
  return braces.split('{').length - braces.split('}').length
}

function toRead(file: string, text: string, variables: Wire): Read {
  return { document: parse(new Source(text, file)), file, variables }
}

/** Throws Refusal. */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new Refusal('cannot be read')
  }
}

/** Throws Refusal. */
export function readJson(text: string): Wire {
  try {
    const object = toObject(JSON.parse(text))
    if (object !== null) return object
  } catch {
    // The error would repeat the text.
  }
  throw new Refusal(`expected a JSON object, got ${kindOf(text)}`)
}

/** `queries/recent.graphql` → `queries/recent.json` */
export function toVariables(file: string): string {
  return `${file.replace(/\.[^./\\]+$/, '')}.json`
}

/** `null`: there is no file of variables. */
function variablesOf(file: string): string | null {
  try {
    return fillIn(readFileSync(toVariables(file), 'utf8'), systemClock.now())
  } catch {
    return null
  }
}

/** Each operation with the fragments that it spreads; its own file's go first. */
function operationsOf(read: readonly Read[]): readonly Operation[] {
  const all = read.flatMap(({ document }) => fragmentsOf(document))
  return read.flatMap(({ document, file, variables }) => {
    const fragments = new Map([...all, ...fragmentsOf(document)].map((one) => [one.name.value, one]))
    return document.definitions.flatMap((operation): readonly Operation[] => {
      if (operation.kind !== Kind.OPERATION_DEFINITION) return []
      const name = operation.name?.value ?? ''
      const definitions = [operation, ...fragments.values()]
      const alone = separateOperations({ kind: Kind.DOCUMENT, definitions })[name] ?? document
      return [{ name: name === '' ? file : name, file, document: alone, variables }]
    })
  })
}

function fragmentsOf({ definitions }: DocumentNode): readonly FragmentDefinitionNode[] {
  return definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION)
}

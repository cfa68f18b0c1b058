// Operations in files, for `npm run price`: documents with their variables, and manifests.
//
//     recent.graphql   query Recent($first: Int) { calls(first: $first) { nodes { ...Row } } }
//     row.graphql      fragment Row on Call { id }
//     recent.json      { "first": 100 }
import type { DocumentNode, FragmentDefinitionNode } from 'graphql'
import type { Limits } from '../door/limits.ts'
import type { Wire } from '../vendors/wire.ts'
import { readFileSync } from 'node:fs'
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
  files: readonly string[],
  limits: Limits,
): { readonly operations: readonly Operation[]; readonly problems: readonly string[] } {
  const problems: string[] = []
  // `*` of a shell names the variables too.
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
  return { operations: operationsOf(read), problems }
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
  const variables = variablesOf(file)
  return [toRead(file, text, variables === null ? {} : readJson(variables))]
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

export function toVariables(file: string): string {
  return file.replace(/\.[^./\\]+$/, '.json')
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

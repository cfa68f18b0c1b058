// Files that the pages of the door show: the console, the docs, and the example operations of GraphiQL.
import type { Console, Doc, Example } from './door/pages.ts'
import { existsSync, readdirSync, readFileSync } from 'node:fs'

const CONSOLE = new URL('../console/', import.meta.url)
const DOCS = new URL('../docs/', import.meta.url)
const EXAMPLES = new URL('../examples/queries/', import.meta.url)

/** `null` when only the sources are deployed. */
export function loadConsole(): Console | null {
  if (!existsSync(CONSOLE)) return null
  const names = readdirSync(CONSOLE).filter((name) => /\.(?:html|css|js)$/.test(name))
  return new Map(names.map((name) => [name, readFileSync(new URL(name, CONSOLE), 'utf8')]))
}

/** The texts that the console sends. */
export async function loadConsoleOperations(): Promise<ReadonlySet<string>> {
  const operations: object = existsSync(CONSOLE) ? await import(new URL('operations.js', CONSOLE).href) : {}
  return new Set(Object.values(operations))
}

/** Empty when only the sources are deployed. */
export function loadDocs(): readonly Doc[] {
  return namesIn(DOCS, '.md')
    .toSorted()
    .map((name) => ({ name, text: readFileSync(new URL(`${name}.md`, DOCS), 'utf8') }))
}

/** The most common first; other files follow by name. */
const ORDER: readonly string[] = [
  'todays-calls',
  'calls-by-hour',
  'call-in-full',
  'queue-now',
  'agents-overview',
  'agents-handling',
  'waits-by-menu',
  'agents-day',
  'campaign-progress',
  'service-levels-now',
  'calls-of-number',
  'menu-tree',
  'last-hour',
  'watch-calls-by-status',
  'accounts',
]

/** Empty when only the sources are deployed. */
export function loadExamples(): readonly Example[] {
  return namesIn(EXAMPLES, '.graphql')
    .toSorted(byOrder)
    .map((name) => {
      const variables = new URL(`${name}.json`, EXAMPLES)
      return {
        name,
        query: readFileSync(new URL(`${name}.graphql`, EXAMPLES), 'utf8'),
        variables: existsSync(variables) ? readFileSync(variables, 'utf8') : null,
      }
    })
}

function namesIn(folder: URL, extension: string): readonly string[] {
  const files = existsSync(folder) ? readdirSync(folder) : []
  return files.filter((file) => file.endsWith(extension)).map((file) => file.slice(0, -extension.length))
}

function byOrder(a: string, b: string): number {
  return placeOf(a) - placeOf(b) || a.localeCompare(b)
}

function placeOf(name: string): number {
  const place = ORDER.indexOf(name)
  return place === -1 ? ORDER.length : place
}

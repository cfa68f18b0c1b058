// The example operations that GraphiQL opens with; the same files are tested and typed.
import type { Example } from './door/graphiql.ts'
import { existsSync, readdirSync, readFileSync } from 'node:fs'

const FOLDER = new URL('../examples/queries/', import.meta.url)

/** From what everybody asks first to what few ask; files that are not named here follow by name. */
const ORDER: readonly string[] = [
  'todays-calls',
  'call-in-full',
  'queue-now',
  'agents-overview',
  'agents-day',
  'campaign-progress',
  'service-levels-now',
  'calls-of-number',
  'menu-tree',
  'last-hour',
  'accounts',
]

/** Empty where only the sources were deployed. */
export function loadExamples(): readonly Example[] {
  if (!existsSync(FOLDER)) return []
  const names = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => file.replace('.graphql', ''))
  return names.toSorted(byOrder).map((name) => {
    const variables = new URL(`${name}.json`, FOLDER)
    return {
      name,
      query: readFileSync(new URL(`${name}.graphql`, FOLDER), 'utf8'),
      variables: existsSync(variables) ? readFileSync(variables, 'utf8') : null,
    }
  })
}

function byOrder(a: string, b: string): number {
  return placeOf(a) - placeOf(b) || a.localeCompare(b)
}

function placeOf(name: string): number {
  const place = ORDER.indexOf(name)
  return place === -1 ? ORDER.length : place
}

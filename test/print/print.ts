// `npm run schema`: writes every file that follows from the code. A test compares.
import { writeFileSync } from 'node:fs'
import { createSchema } from '../../src/schema.ts'
import { printApi, printSubgraph } from '../../src/graphql/schema/sdl.ts'
import { printEnvExample } from './env-example.ts'
import { printFilters } from './filters.ts'
import { printPii } from './pii.ts'
import { printUnverified } from './unverified.ts'

export const ROOT_FOLDER = new URL('../../', import.meta.url)

/** The texts by path, e.g. `schema/api.graphql`. */
export function printDocuments(): ReadonlyMap<string, string> {
  const schema = createSchema()
  return new Map([
    ['.env.example', printEnvExample()],
    ['schema/api.graphql', printApi(schema)],
    ['schema/subgraph.graphql', printSubgraph(schema)],
    ['schema/filters.md', printFilters(schema)],
    ['schema/pii.md', printPii(schema)],
    ['schema/unverified.md', printUnverified()],
  ])
}

if (import.meta.main)
  for (const [path, text] of printDocuments()) writeFileSync(new URL(path, ROOT_FOLDER), text)

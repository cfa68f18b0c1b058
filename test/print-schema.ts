// `npm run schema`: writes what the code says about itself into `schema/`, from the code alone. A test compares.
import { mkdirSync, writeFileSync } from 'node:fs'
import { createSchema } from '../src/graphql/schema.ts'
import { printApi, printSubgraph } from '../src/graphql/schema/subgraph.ts'
import { printFilters } from './support/print-filters.ts'
import { printPii } from './support/print-pii.ts'

export const SCHEMA_FOLDER = new URL('../schema/', import.meta.url)

/** The files of `schema/` by name, as they ought to be. */
export function printDocuments(): ReadonlyMap<string, string> {
  const schema = createSchema()
  return new Map([
    ['api.graphql', printApi(schema)],
    ['subgraph.graphql', printSubgraph(schema)],
    ['filters.md', printFilters(schema)],
    ['pii.md', printPii(schema)],
  ])
}

if (import.meta.main) {
  mkdirSync(SCHEMA_FOLDER, { recursive: true })
  for (const [name, text] of printDocuments()) writeFileSync(new URL(name, SCHEMA_FOLDER), text)
}

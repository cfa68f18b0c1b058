// The example operations that GraphiQL opens with; the same files are tested and typed.
import type { Example } from './door/graphiql.ts'
import { existsSync, readdirSync, readFileSync } from 'node:fs'

const FOLDER = new URL('../test/queries/', import.meta.url)

/** Empty where only the sources were deployed. */
export function loadExamples(): readonly Example[] {
  if (!existsSync(FOLDER)) return []
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.graphql'))
  return files.toSorted().map((file) => {
    const variables = new URL(file.replace('.graphql', '.json'), FOLDER)
    return {
      name: file.replace('.graphql', ''),
      query: readFileSync(new URL(file, FOLDER), 'utf8'),
      variables: existsSync(variables) ? readFileSync(variables, 'utf8') : null,
    }
  })
}

// Every mark of personal data in the graph, printed from the options of the fields.
import type { GraphQLSchema } from 'graphql'
import { marksOf } from './marks.ts'
import { toTable } from './markdown.ts'

const HEADER = `# Personal data

Printed from the options of the fields by \`npm run schema\`; a test keeps it current. A marked field can always be null,
its description ends with its kind, and it carries \`@tag(name: "pii")\` in \`subgraph.graphql\`.
`

export function printPii(schema: GraphQLSchema): string {
  const marks = marksOf(schema)
  const toRows = (input: boolean) =>
    marks.filter((mark) => mark.input === input).map(({ place, kind }) => [`\`${place}\``, kind])
  return [
    HEADER,
    `## Fields\n\n${toTable(['field', 'kind'], toRows(false))}\n`,
    `## Filters\n\n${toTable(['filter', 'kind'], toRows(true))}\n`,
  ].join('\n')
}

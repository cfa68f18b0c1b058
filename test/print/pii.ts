// Every mark of personal data in the graph, printed from the options of the fields.
import type { GraphQLSchema } from 'graphql'
import type { Mark } from '../support/marks.ts'
import { marksOf } from '../support/marks.ts'
import { toTable } from '../support/markdown.ts'

const HEADER = `# Personal data

Printed from the options of the fields by \`npm run schema\`; a test keeps it current. A marked field can always be null,
its description ends with its kind, and it carries \`@tag(name: "pii")\` in \`subgraph.graphql\`.

What viewers without the scope \`pii:read\` see of a value is decided by its kind, and to filter or to order by one they need
the scope:

| kind  | value             | without \`pii:read\` |
| ----- | ----------------- | ------------------ |
| NAME  | \`Ada Lovelace\`    | \`A••• L•••\`        |
| PHONE | \`+12025554711\`    | \`+1•••••••4711\`    |
| EMAIL | \`ada@example.com\` | \`a•••@e•••.com\`    |
| URL   |                   | null               |
| TEXT  |                   | null               |
| ID    |                   | null               |
`

export function printPii(schema: GraphQLSchema): string {
  const marks = marksOf(schema)
  const toRows = (where: Mark['where']) =>
    marks
      .filter((mark) => mark.where === where)
      .map(({ place, kind, vendors }) => [
        `\`${place}\``,
        vendors === null ? kind : `${kind} at ${vendors.join(', ')}`,
      ])
  return [
    HEADER,
    `## Fields\n\n${toTable(['field', 'kind'], toRows('FIELD'))}\n`,
    `## Filters\n\n${toTable(['filter', 'kind'], toRows('FILTER'))}\n`,
    `## Orders\n\n${toTable(['order', 'kind'], toRows('ORDER'))}\n`,
  ].join('\n')
}

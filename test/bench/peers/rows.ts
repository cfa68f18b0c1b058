// The rows of the page and their schema: a peer holds them in an array, with nothing else around them.
import { readFileSync } from 'node:fs'

interface Named {
  readonly id: string
  readonly name: string | null
}

export interface Call {
  readonly id: string
  readonly agent: (Named & { readonly email: string | null }) | null
  readonly menu: Named | null
}

interface Answer {
  readonly data: { readonly calls: { readonly nodes: readonly Call[] } }
}

// The answer of Switchboard to the same page.
const answer = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Answer

export const rows = answer.data.calls.nodes

export const SDL = `
  scalar DateTime
  input TimeRange { from: DateTime }
  input CallFilter { startedAt: TimeRange }
  type Agent { id: ID! name: String email: String }
  type Menu { id: ID! name: String }
  type Call { id: ID! agent: Agent menu: Menu }
  type CallConnection { nodes: [Call!]! }
  type Query { calls(first: Int! = 20, filter: CallFilter): CallConnection! }
`

export const root = {
  calls: ({ first }: { readonly first: number }) => ({ nodes: rows.slice(0, first) }),
}

export function listening(port: number): void {
  console.log(`http://127.0.0.1:${port}/graphql`)
}

process.once('SIGTERM', () => process.exit(0))

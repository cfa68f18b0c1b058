// Operations whose cost is measured, by tests on the virtual clock and by the bench alike.

/** A page of calls, with further fields of the agent and the menu beside those that come with the row. */
export function callsPage(first: number, { agent = '', menu = '' } = {}): string {
  return `{
    calls(first: ${first}) {
      nodes { id agent { id name ${agent} } menu { id name ${menu} } }
    }
  }`
}

export const CALLS_AFTER = `query ($first: Int!, $after: String) {
  calls(first: $first, after: $after) { nodes { id } pageInfo { endCursor } }
}`

export interface CallsAfter {
  readonly calls: {
    readonly nodes: readonly { readonly id: string }[]
    readonly pageInfo: { readonly endCursor: string | null }
  }
}

export const AGENT_EMAIL = 'query ($id: ID!) { agent(id: $id) { id email } }'

/** A list that is no other number's, so that it needs a request of its own. */
export function listOf(number: number): string {
  const second = (number / 1000).toFixed(3).padStart(6, '0')
  return `{ calls(first: 20, filter: { startedAt: { from: "2026-01-15T00:00:${second}Z" } }) { nodes { id } } }`
}

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
  return `{ calls(first: 20, filter: { agentIds: ["agent:ujet:${agentNumberOf(number)}"] }) { nodes { id } } }`
}

/** Numbers that stand for nothing else in a request. */
export const agentNumberOf = (number: number) => 5_000_000 + number

import type { CallFilter, CallsQuery } from './gql/graphql.ts'
import { useState } from 'react'
import { useQuery, useSubscription } from 'urql'
import { CALLS, UPDATES } from './operations.ts'

type Report = CallsQuery['calls']['accounts'][number]

const PAGE = 25
const HEADINGS = ['Started', 'Account', 'Direction', 'Agent', 'Status', 'Seconds']

interface Props {
  readonly filter: CallFilter
  /** Begins a new list. */
  readonly again: () => void
}

export function Calls({ filter, again }: Props) {
  const [after, setAfter] = useState<string | null>(null)
  const [{ data, error, fetching }] = useQuery({
    query: CALLS,
    variables: { filter, first: PAGE, after },
  })
  const [begun, setBegun] = useState<ReadonlySet<string>>(new Set())
  // Changed calls reach the table through the cache; calls that begin are counted.
  const [{ error: lost }] = useSubscription({ query: UPDATES, variables: { filter } }, (_, updates) => {
    const ids = updates.callUpdates.edges.flatMap(({ kind, node }) => (kind === 'NEW' ? node.id : []))
    if (ids.length > 0) setBegun((known) => new Set([...known, ...ids]))
    return updates
  })
  const calls = data?.calls.edges.map(({ node }) => node) ?? []
  const fresh = [...begun].filter((id) => !calls.some((call) => call.id === id)).length
  const problem = error ?? lost
  // The others are shown; asking again fills the hole.
  const hasHole = data?.calls.accounts.some(({ state }) => state === 'FAILED') ?? false
  return (
    <>
      <ul className="reports">
        {data?.calls.accounts.map((report) => (
          <li key={report.account} className={report.state}>
            {toText(report)}
          </li>
        ))}
      </ul>
      {problem && <p className="error">{problem.message}</p>}
      {(fresh > 0 || problem || hasHole) && (
        <button onClick={again}>{fresh > 0 ? `${fresh} new` : 'Ask again'}</button>
      )}
      <table>
        <thead>
          <tr>
            {HEADINGS.map((text) => (
              <th key={text}>{text}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {calls.map(({ id, startedAt, accountName, direction, agent, status, durationSeconds }) => (
            <tr key={id}>
              <td>{startedAt ? new Date(startedAt).toLocaleTimeString() : ''}</td>
              <td>{accountName}</td>
              <td>{direction}</td>
              <td>{agent?.name}</td>
              <td className={status}>{status}</td>
              <td>{durationSeconds}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {data?.calls.pageInfo.hasNextPage && (
        <button disabled={fetching} onClick={() => setAfter(data.calls.pageInfo.endCursor ?? null)}>
          {fetching ? 'Loading …' : 'Older calls'}
        </button>
      )}
    </>
  )
}

/** E.g. `ujet FAILED: QUOTA_EXHAUSTED, again in 3 s`. */
function toText({ account, state, code, retryAfterMs, asOf }: Report): string {
  const wait = retryAfterMs ? `, again in ${Math.ceil(retryAfterMs / 1000)} s` : ''
  const age = state === 'STALE' && asOf ? `, as of ${new Date(asOf).toLocaleTimeString()}` : ''
  return `${account} ${state}${code ? `: ${code}` : ''}${age}${wait}`
}

import type { CallFilter } from './gql/graphql.ts'
import { useSubscription } from 'urql'
import { NUMBERS } from './operations.ts'

export function Numbers({ filter }: { readonly filter: CallFilter }) {
  const [{ data, error }] = useSubscription({ query: NUMBERS, variables: { filter } })
  if (error) return <p className="error">{error.message}</p>
  if (!data) return <p className="numbers">Counting …</p>
  const { isComplete, total } = data.callStats
  const wait = total.queueSeconds.average
  return (
    <p className="numbers">
      <b>
        {total.count}
        {isComplete ? '' : ' or more'} calls
      </b>
      {total.byStatus.map(({ status, count }) => (
        <span key={status}>
          {status} {count}
        </span>
      ))}
      {wait !== null && wait !== undefined && <span>average wait {Math.round(wait)} s</span>}
    </p>
  )
}

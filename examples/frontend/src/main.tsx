import type { CallFilter } from './gql/graphql.ts'
import { useMemo, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { Provider } from 'urql'
import { client } from './client.ts'
import { Calls } from './calls.tsx'
import { Filters } from './filters.tsx'
import { Numbers } from './numbers.tsx'

/** One instant for all: a range that moved at each rendering would be a new question each time. */
const sixHoursAgo = () => new Date(Date.now() - 6 * 3_600_000).toISOString()

function App() {
  const [chosen, choose] = useState<CallFilter>({})
  const [from, setFrom] = useState(sixHoursAgo)
  const filter = useMemo(() => ({ ...chosen, startedAt: { from } }), [chosen, from])
  return (
    <>
      <h1>Calls of the last six hours</h1>
      <Filters chosen={chosen} choose={choose} />
      <Numbers filter={filter} />
      {/* The key begins a new list without pages and updates of the one before. */}
      <Calls key={JSON.stringify(filter)} filter={filter} again={() => setFrom(sixHoursAgo())} />
    </>
  )
}

const root = document.querySelector('#root')
if (root !== null)
  createRoot(root).render(
    <Provider value={client}>
      <App />
    </Provider>,
  )

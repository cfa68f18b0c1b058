import { cacheExchange } from '@urql/exchange-graphcache'
import { relayPagination } from '@urql/exchange-graphcache/extras'
import { Client, fetchExchange } from 'urql'

/** Types without an id are kept in the list that has them. */
const WITHOUT_ID = [
  'AccountReport',
  'CallMeasures',
  'CallStats',
  'CallStatusCount',
  'CallUpdateEdge',
  'CallUpdates',
  'Distribution',
]

export const client = new Client({
  url: import.meta.env['VITE_ENDPOINT'] ?? 'http://localhost:4000/graphql',
  preferGetMethod: false,
  fetchSubscriptions: true,
  fetchOptions: { headers: { 'graphql-client-name': 'example-frontend' } },
  exchanges: [
    // Rows are kept by id: an update of a call shows wherever the call is shown.
    cacheExchange({
      keys: Object.fromEntries(WITHOUT_ID.map((name) => [name, () => null])),
      resolvers: { Query: { calls: relayPagination() } },
    }),
    fetchExchange,
  ],
})

// Three clients page through the calls as their users would: rows stand in their caches once, connections grow, and
// errors arrive with their codes.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Served } from '../support/server.ts'
import { ApolloClient, CombinedGraphQLErrors, gql, HttpLink, InMemoryCache } from '@apollo/client'
import { relayStylePagination } from '@apollo/client/utilities'
import { cacheExchange, Client, fetchExchange } from '@urql/core'
import relay from 'relay-runtime'
import { startServer } from '../support/server.ts'

const PAGE = 20
const QUERY = `query Page($first: Int!, $after: String) {
  calls(first: $first, after: $after) {
    edges { node { id startedAt agent { id name } } }
    pageInfo { hasNextPage endCursor }
  }
}`

interface Data {
  readonly calls: {
    readonly edges: readonly { readonly node: Call }[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string }
  }
}

interface Call {
  readonly id: string
  readonly startedAt: string
  readonly agent: { readonly id: string; readonly name: string } | null
}

let served: Served

before(async () => {
  served = await startServer({ scale: 0.2, lively: false })
})

after(() => served.stop())

/** Three pages without a repeated row, newest first, some agents in several of them. */
function assertPages(calls: readonly Call[]): void {
  assert.equal(new Set(calls.map(({ id }) => id)).size, 3 * PAGE)
  const starts = calls.map(({ startedAt }) => startedAt)
  assert.deepEqual(starts, starts.toSorted().toReversed())
}

/** How many agents the calls have. */
const agentsOf = (calls: readonly Call[]) => new Set(calls.flatMap(({ agent }) => agent?.id ?? [])).size

test('Apollo Client merges pages into one list, and keeps an agent once', async () => {
  const cache = new InMemoryCache({ typePolicies: { Query: { fields: { calls: relayStylePagination() } } } })
  const client = new ApolloClient({ cache, link: new HttpLink({ uri: served.url }) })
  const query = gql(QUERY)
  await client.query({ query, variables: { first: PAGE } })
  const list = client.watchQuery<Data>({ query, variables: { first: PAGE } })
  const subscription = list.subscribe(() => {})
  // Whole, since its one selection has come.
  const read = () => cache.readQuery({ query, variables: { first: PAGE } }) as Data
  for (const _ of ['second', 'third']) {
    await list.fetchMore({ variables: { after: read().calls.pageInfo.endCursor } })
  }
  const calls = read().calls.edges.map(({ node }) => node)
  assertPages(calls)
  const agents = Object.keys(cache.extract()).filter((key) => key.startsWith('Agent:'))
  assert.equal(agents.length, agentsOf(calls))
  const wrong = { query, variables: { first: PAGE, after: 'nonsense' }, fetchPolicy: 'network-only' } as const
  await assert.rejects(client.query(wrong), (error) => {
    assert.ok(CombinedGraphQLErrors.is(error))
    assert.equal(error.errors[0]?.extensions?.['code'], 'INVALID_CURSOR')
    return true
  })
  subscription.unsubscribe()
  client.stop()
})

test('urql pages by cursor, and asks a page again out of its cache', async () => {
  let requests = 0
  const counted: typeof fetch = (...request) => {
    requests += 1
    return fetch(...request)
  }
  const client = new Client({
    url: served.url,
    fetch: counted,
    preferGetMethod: false,
    exchanges: [cacheExchange, fetchExchange],
  })
  const calls: Call[] = []
  let cursor: string | null = null
  for (let page = 1; page <= 3; page += 1) {
    const { data, error } = await client.query<Data>(QUERY, { first: PAGE, after: cursor }).toPromise()
    assert.equal(error, undefined)
    calls.push(...(data?.calls.edges ?? []).map(({ node }) => node))
    cursor = data?.calls.pageInfo.endCursor ?? null
  }
  assertPages(calls)
  await client.query(QUERY, { first: PAGE, after: null }).toPromise()
  assert.equal(requests, 3)
  const { error } = await client.query(QUERY, { first: PAGE, after: 'nonsense' }).toPromise()
  assert.equal(error?.graphQLErrors[0]?.extensions['code'], 'INVALID_CURSOR')
})

test('Relay’s compiler takes the schema, and its store one connection of three pages', async () => {
  const folder = fileURLToPath(new URL('relay/', import.meta.url))
  const compiler = fileURLToPath(new URL('node_modules/.bin/relay-compiler', import.meta.url))
  await promisify(execFile)('mkdir', ['-p', `${folder}artifacts`])
  await promisify(execFile)(compiler, ['relay.config.json'], { cwd: folder })
  const { default: operation } = await import(`${folder}artifacts/callsQuery.graphql.js`)
  const { Environment, Network, RecordSource, Store, createOperationDescriptor, fetchQuery, getRequest } =
    relay
  const network = Network.create(async ({ text }, variables) => {
    const response = await fetch(served.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: text, variables }),
    })
    return response.json()
  })
  const environment = new Environment({ network, store: new Store(new RecordSource()) })
  // Nothing before the first page has come.
  const read = () => {
    const descriptor = createOperationDescriptor(getRequest(operation), { first: PAGE })
    return environment.lookup(descriptor.fragment).data as unknown as Data | undefined
  }
  const page = (variables: { first: number; after: string | null }) =>
    fetchQuery(environment, operation, variables as never).toPromise()
  for (let number = 1; number <= 3; number += 1)
    await page({ first: PAGE, after: read()?.calls?.pageInfo.endCursor ?? null })
  const calls = (read()?.calls.edges ?? []).map(({ node }) => node)
  assertPages(calls)
  const source = environment.getStore().getSource()
  const agents = source.getRecordIDs().filter((id) => id.startsWith('agent:'))
  assert.equal(agents.length, agentsOf(calls))
  await assert.rejects(page({ first: PAGE, after: 'nonsense' }), /cursor/)
})

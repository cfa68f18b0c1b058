// A CRM adds customers to contacts, for viewers who may see who somebody is, and cost centres to accounts.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { after, before, describe, it } from 'node:test'
import type { Server } from 'node:http'
import type { Served } from '../support/server.ts'
import type { Router } from './router.ts'
import { parse } from 'graphql'
import { createSchema, createYoga } from 'graphql-yoga'
import { NOUN_SCOPES, toViewer } from '../../src/domain/viewer.ts'
import { listen } from '../support/listen.ts'
import { startServer } from '../support/server.ts'
import { ROUTERS } from './router.ts'

const CRM = readFileSync(new URL('crm.graphql', import.meta.url), 'utf8')
const SWITCHBOARD = readFileSync(new URL('../../schema/subgraph.graphql', import.meta.url), 'utf8')

interface Reference {
  readonly __typename: 'Account' | 'Contact'
  readonly id?: string | null
  readonly name?: string
}

/** Every contact with an id is the customer `Customer of <id>`. */
function createCrm(): Server {
  const schema = createSchema({
    typeDefs: `${CRM.replace(/^extend schema.*$/m, '').replaceAll(/ @key\([^)]*\)/g, '')}
      scalar _Any
      union _Entity = Account | Contact
      extend type Query { _entities(representations: [_Any!]!): [_Entity]! }`,
    resolvers: {
      Query: {
        costCentres: () => [{ name: '4711', accounts: [{ name: 'ujet' }] }],
        _entities: (_: unknown, { representations }: { representations: readonly Reference[] }) =>
          representations.map((one) => (one.__typename === 'Contact' && one.id === null ? null : one)),
      },
      Account: { costCentre: ({ name }: Reference) => ({ name: `of ${name}`, accounts: [] }) },
      Contact: { customer: ({ id }: Reference) => ({ name: `Customer of ${id}` }) },
      _Entity: { __resolveType: (one: Reference) => one.__typename },
    },
  })
  const yoga = createYoga({ schema, graphiql: false, logging: false })
  // oxlint-disable-next-line typescript/no-misused-promises -- a listener's promise is its own
  return createServer(yoga)
}

const CONTACTS = '{ calls(first: 20) { nodes { contact { id customer { name } } } } }'

for (const [name, start] of Object.entries(ROUTERS))
  describe(`a CRM behind ${name}`, () => {
    let crm: Server
    let open: Served
    let masked: Served
    let routers: readonly [open: Router, masked: Router]

    before(async () => {
      crm = createCrm()
      const port = await listen(crm)
      const viewer = toViewer([...NOUN_SCOPES])
      open = await startServer({ scale: 0.2, lively: false })
      masked = await startServer({ scale: 0.2, lively: false }, { signIn: { by: 'none', viewer } })
      const startOver = (url: string) =>
        start([
          { name: 'switchboard', url, typeDefs: parse(SWITCHBOARD) },
          { name: 'crm', url: `http://127.0.0.1:${port}/graphql`, typeDefs: parse(CRM) },
        ])
      routers = [await startOver(open.url), await startOver(masked.url)]
    })

    after(async () => {
      for (const router of routers) await router.stop()
      crm.close()
      crm.closeAllConnections()
      await open.stop()
      await masked.stop()
    })

    it('finds the customers of contacts', async () => {
      const { data, errors } = await routers[0].ask(CONTACTS)
      assert.equal(errors, undefined)
      const contacts = data.calls.nodes.map(({ contact }: { contact: { id: string } }) => contact)
      assert.match(contacts[0].id, /^contact:ujet:/)
      for (const { id, customer } of contacts) assert.equal(customer?.name, `Customer of ${id}`)
    })

    it('finds none for a viewer who may not see who a contact is', async () => {
      const { data, errors } = await routers[1].ask(CONTACTS)
      assert.equal(errors, undefined)
      for (const { contact } of data.calls.nodes) assert.deepEqual(contact, { id: null, customer: null })
    })

    it('goes from an account to its cost centre, and back', async () => {
      const there = await routers[0].ask('{ accounts { name costCentre { name } } }')
      assert.deepEqual(there.data.accounts, [{ name: 'ujet', costCentre: { name: 'of ujet' } }])
      const back = await routers[0].ask('{ costCentres { accounts { name vendor } } }')
      assert.deepEqual(back.data.costCentres, [{ accounts: [{ name: 'ujet', vendor: 'UJET' }] }])
    })
  })

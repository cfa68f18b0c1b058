// Switchboard's subgraph in a company's supergraph: both composers take it beside a neighbour that refers to its types.
import type { DocumentNode } from 'graphql'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { composeServices as composeByApollo } from '@apollo/composition'
import { composeServices as composeByGuild } from '@theguild/federation-composition'
import { buildSchema, isObjectType, parse } from 'graphql'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const switchboard = read('../../schema/subgraph.graphql')
const tickets = read('ticket.graphql')

/** Where one thing is wrong, thousands of queries cannot be satisfied. */
const MOST_ERRORS = 3

interface Composed {
  readonly errors: readonly string[]
  readonly supergraph: string
}

type Compose = (subgraphs: Readonly<Record<string, DocumentNode>>) => Composed

const COMPOSERS: Readonly<Record<string, Compose>> = {
  '@apollo/composition': (subgraphs) => {
    const { errors = [], supergraphSdl = '' } = composeByApollo(toServices(subgraphs))
    return { errors: errors.slice(0, MOST_ERRORS).map(String), supergraph: supergraphSdl }
  },
  '@theguild/federation-composition': (subgraphs) => {
    const result = composeByGuild(toServices(subgraphs))
    const { errors = [] } = result
    return { errors: errors.slice(0, MOST_ERRORS).map(String), supergraph: result.supergraphSdl ?? '' }
  },
}

function toServices(subgraphs: Readonly<Record<string, DocumentNode>>) {
  return Object.entries(subgraphs).map(([name, typeDefs]) => ({
    name,
    url: `http://${name}/graphql`,
    typeDefs,
  }))
}

for (const [composer, compose] of Object.entries(COMPOSERS)) {
  test(`${composer} composes it alone`, () => {
    assert.deepEqual(compose({ switchboard: parse(switchboard) }).errors, [])
  })

  test(`${composer} composes it with a neighbour that refers to agents and calls`, () => {
    const { errors, supergraph } = compose({ switchboard: parse(switchboard), tickets: parse(tickets) })
    assert.deepEqual(errors, [])
    const schema = buildSchema(supergraph, { assumeValid: true })
    const agent = schema.getType('Agent')
    assert.ok(isObjectType(agent))
    const { name, calls, openTickets } = agent.getFields()
    assert.ok(name && calls && openTickets, 'an agent has the fields of both subgraphs')
    assert.match(supergraph, /type Agent [^{]*@join__type\(graph: SWITCHBOARD, key: "id"/)
  })

  test(`${composer} keeps the marks of personal data`, () => {
    const { supergraph } = compose({ switchboard: parse(switchboard), tickets: parse(tickets) })
    assert.match(supergraph, /email: EmailAddress[^\n]*@tag\(name: "pii"\)/)
  })

  test(`${composer} keeps what things cost`, () => {
    const { supergraph } = compose({ switchboard: parse(switchboard), tickets: parse(tickets) })
    assert.match(supergraph, /type Call [^{]*@cost\(weight: \d+\)/)
    assert.match(
      supergraph,
      /CallConnection![^\n]*@cost\(weight: \d+\)[^\n]*@listSize\([^)]*assumedSize: 20\b/,
    )
  })

  test(`${composer} refuses a neighbour that contradicts it`, () => {
    const contradiction = tickets.replace('openTickets:', 'name: [Int!]!\n  openTickets:')
    const { errors } = compose({ switchboard: parse(switchboard), tickets: parse(contradiction) })
    assert.notDeepEqual(errors, [])
  })
}

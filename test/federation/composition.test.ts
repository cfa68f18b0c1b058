// Switchboard's subgraph in a company's supergraph: both composers take it beside a neighbour that refers to its types.
import type { ASTNode, ConstDirectiveNode, DocumentNode } from 'graphql'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { composeServices as composeByApollo } from '@apollo/composition'
import { composeSchemaContract, composeServices as composeByGuild } from '@theguild/federation-composition'
import { buildSchema, isObjectType, Kind, parse, print, visit } from 'graphql'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const switchboard = read('../../schema/subgraph.graphql')
const tickets = read('ticket.graphql')
const crm = read('crm.graphql')

/** Where one thing is wrong, thousands of queries cannot be satisfied. */
const MOST_ERRORS = 3

interface Composed {
  readonly errors: readonly string[]
  readonly hints: readonly string[]
  readonly supergraph: string
}

type Subgraphs = Readonly<Record<string, DocumentNode>>

interface Composer {
  readonly compose: (subgraphs: Subgraphs) => Composed
  /** The SDL of a contract that excludes the tag `pii`. */
  readonly contract: (subgraphs: Subgraphs) => Composed
}

interface Result {
  readonly errors?: readonly unknown[] | undefined
  readonly hints?: readonly unknown[] | undefined
  readonly supergraphSdl?: string | undefined
}

function toComposed({ errors = [], hints = [], supergraphSdl = '' }: Result): Composed {
  return {
    errors: errors.slice(0, MOST_ERRORS).map(String),
    hints: hints.map(String),
    supergraph: supergraphSdl,
  }
}

const COMPOSERS: Readonly<Record<string, Composer>> = {
  '@apollo/composition': {
    compose: (subgraphs) => toComposed(composeByApollo(toServices(subgraphs))),
    // A contract of GraphOS makes parts with the tag inaccessible.
    contract: (subgraphs) => toComposed(composeByApollo(toServices(mapValues(subgraphs, withoutPersonal)))),
  },
  '@theguild/federation-composition': {
    compose: (subgraphs) => toComposed(composeByGuild(toServices(subgraphs))),
    contract: (subgraphs) =>
      toComposed(
        composeSchemaContract(
          toServices(subgraphs),
          { include: new Set(), exclude: new Set(['pii']) },
          false,
        ),
      ),
  },
}

function mapValues(subgraphs: Subgraphs, map: (one: DocumentNode) => DocumentNode): Subgraphs {
  return Object.fromEntries(Object.entries(subgraphs).map(([name, one]) => [name, map(one)]))
}

function withoutPersonal(document: DocumentNode): DocumentNode {
  const hide = <Node extends ASTNode>(node: Node) =>
    'directives' in node && node.directives?.some(({ name }) => name.value === 'tag')
      ? { ...node, directives: [...node.directives, INACCESSIBLE] }
      : undefined
  const text = print(visit(document, { leave: hide }))
  return parse(text.replace('"@tag"', '"@tag", "@inaccessible"'))
}

const INACCESSIBLE = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'inaccessible' } } as const

function toServices(subgraphs: Readonly<Record<string, DocumentNode>>) {
  return Object.entries(subgraphs).map(([name, typeDefs]) => ({
    name,
    url: `http://${name}/graphql`,
    typeDefs,
  }))
}

/** Inaccessible types and fields, e.g. `Call.from`. */
function hiddenIn(supergraph: string): ReadonlySet<string> {
  const isHidden = ({ directives = [] }: { readonly directives?: readonly ConstDirectiveNode[] }) =>
    directives.some(({ name }) => name.value === 'inaccessible')
  return new Set(
    parse(supergraph).definitions.flatMap((type) => {
      if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) return []
      const fields = (type.fields ?? [])
        .filter(isHidden)
        .map(({ name }) => `${type.name.value}.${name.value}`)
      return isHidden(type) ? [type.name.value, ...fields] : fields
    }),
  )
}

for (const [composer, { compose, contract }] of Object.entries(COMPOSERS)) {
  test(`${composer} composes it alone, without a hint`, () => {
    const { errors, hints } = compose({ switchboard: parse(switchboard) })
    assert.deepEqual([errors, hints], [[], []])
  })

  test(`${composer} composes a contract without personal data, and without what leads to it`, () => {
    const { errors, supergraph } = contract({ switchboard: parse(switchboard), crm: parse(crm) })
    assert.deepEqual(errors, [])
    const hidden = hiddenIn(supergraph)
    assert.deepEqual(
      ['Contact', 'Call.contact', 'Call.from', 'Call.startedAt', 'Account.costCentre'].map((part) =>
        hidden.has(part),
      ),
      [true, true, true, false, false],
    )
  })

  test(`${composer} composes it with a CRM that adds to contacts and accounts`, () => {
    const { errors, supergraph } = compose({ switchboard: parse(switchboard), crm: parse(crm) })
    assert.deepEqual(errors, [])
    const schema = buildSchema(supergraph, { assumeValid: true })
    for (const [type, fields] of [
      ['Contact', ['customer', 'externalId']],
      ['Account', ['costCentre', 'quota']],
    ] as const) {
      const found = schema.getType(type)
      assert.ok(isObjectType(found))
      assert.deepEqual(
        fields.filter((field) => !(field in found.getFields())),
        [],
      )
    }
  })

  test(`${composer} refuses a neighbour that leads to contacts, which no vendor looks up`, () => {
    const leading = crm
      .replace('type Customer {', 'type Customer {\n  contacts: [Contact!]!')
      .replace('costCentres:', 'customers: [Customer!]!\n  costCentres:')
    assert.notDeepEqual(compose({ switchboard: parse(switchboard), crm: parse(leading) }).errors, [])
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

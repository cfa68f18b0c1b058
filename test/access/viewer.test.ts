// What a viewer may ask: scopes for nouns, in every place where a noun can be reached.
import type { Noun } from '../../src/domain/noun.ts'
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { getNamedType, parse, visit } from 'graphql'
import { NOUN_SCOPES, SCOPE_OF, SCOPES, toViewer } from '../../src/domain/viewer.ts'
import { scopeOfType } from '../../src/graphql/access/noun-type.ts'
import { createSchema } from '../../src/schema.ts'
import { printSubgraph } from '../../src/graphql/schema/sdl.ts'
import { createStage } from '../support/gateway.ts'
import { LIST_FIELDS, listFieldOf } from '../support/lists.ts'

const as = (...grants: readonly string[]) =>
  createStage({}, { signIn: { by: 'none', viewer: toViewer(grants) } })

const without = (scope: string) => as(...SCOPES.filter((one) => one !== scope))

/** A question at the root for each noun that is listed there. */
const ROOTS: Readonly<Partial<Record<Noun, string>>> = {
  CALL: 'calls { nodes { id } }',
  AGENT: 'agents { nodes { id } }',
  CHAT: 'chats { nodes { id } }',
  EMAIL: 'emails { nodes { id } }',
  MENU: 'menus { nodes { id } }',
  TEAM: 'teams { nodes { id } }',
  CAMPAIGN: 'campaigns { nodes { id } }',
  AGENT_STATUS: 'agentStatuses { nodes { id } }',
  AGENT_ACTIVITY: 'agentActivities { nodes { id } }',
  CURRENT_AGENT_STATUS: 'currentAgentStatuses { nodes { raw } }',
  MENU_TREE: 'menuTree { nodes { id } }',
  TEAM_TREE: 'teamTree { nodes { id } }',
  CURRENT_MENU_STATUS: 'currentMenuStatuses { nodes { raw } }',
  SERVICE_LEVEL: 'serviceLevels(channel: CALL, minutes: 15) { nodes { raw } }',
  OPERATION_HOURS: 'operationHours { nodes { raw } }',
}

describe('scopes', () => {
  for (const [noun, question] of Object.entries(ROOTS)) {
    // The table is keyed by nouns, which Object.entries forgets.
    const scope = SCOPE_OF[noun as Noun]
    it(`without ${scope} the list of ${noun} is forbidden, and nothing is asked`, async () => {
      const stage = without(scope)
      const { status, data, errors } = await stage.ask(`{ ${question} }`)
      assert.deepEqual([status, data, errors.length], [200, null, 1])
      const [field] = question.split(/\W/)
      assert.deepEqual(errors[0]?.path, [field])
      assert.equal(errors[0].extensions.code, 'FORBIDDEN')
      assert.match(errors[0].message, new RegExp(`"${field}": .*${scope}`))
      assert.deepEqual(stage.sent(), [])
    })

    it(`with ${scope} alone the list of ${noun} is given`, async () => {
      const { errors } = await as(scope).ask(`{ ${question} }`)
      assert.deepEqual(errors, [])
    })
  }

  it('every list shows that it needs the scope of its noun', () => {
    const schema = createSchema()
    for (const noun of Object.keys(LIST_FIELDS)) {
      // The table is keyed by nouns, which Object.keys forgets.
      const type = getNamedType(listFieldOf(schema, noun as Noun).type)
      assert.equal(scopeOfType(type.name), SCOPE_OF[noun as Noun], type.name)
      assert.match(type.description ?? '', new RegExp(`Needs the scope \`${SCOPE_OF[noun as Noun]}\`\\.$`))
    }
  })

  it('without any, who asks and which accounts there are can be asked all the same', async () => {
    const { data, errors } = await as().ask('{ __typename viewer { scopes nouns } accounts { name } }')
    assert.deepEqual(errors, [])
    assert.deepEqual(data.viewer, { scopes: [], nouns: [] })
    assert.deepEqual(data.accounts, [{ name: 'ujet' }])
  })

  it('a nullable field is forbidden in its place, and the rest is served', async () => {
    const stage = without('agents:read')
    const { status, data, errors } = await stage.ask(
      '{ calls(first: 2, filter: { status: [COMPLETED] }) { nodes { id agent { id name } } } }',
    )
    assert.equal(status, 200)
    assert.deepEqual(
      errors.map(({ path, extensions }) => [path?.join('.'), extensions.code]),
      [
        ['calls.nodes.0.agent', 'FORBIDDEN'],
        ['calls.nodes.1.agent', 'FORBIDDEN'],
      ],
    )
    assert.ok(data.calls.nodes.every(({ id, agent }: any) => id !== '' && agent === null))
    assert.equal(stage.sent().length, 1)
  })

  it('an operation of which nothing would be left asks nothing at all', async () => {
    const stage = without('calls:read')
    const query = `query ($with: Boolean = true) {
      agents { nodes { id name } }
      mine: agents(first: 1) { nodes { ...Work @include(if: $with) } }
    }
    fragment Work on Agent { handled: calls(first: 1) { nodes { id } } }`
    const { data, errors } = await stage.ask(query)
    assert.equal(data, null)
    assert.deepEqual(
      errors.map(({ path, extensions }) => [path?.join('.'), extensions.code]),
      [['mine.nodes', 'FORBIDDEN']],
    )
    assert.deepEqual(stage.sent(), [])
    const served = await stage.ask(query, { with: false })
    assert.deepEqual(served.errors, [])
    assert.equal(stage.sent().length, 1)
  })

  it('rows by id are forbidden each by its own noun', async () => {
    const stage = without('menus:read')
    const { data, errors } = await stage.ask(`{
      node(id: "menu:ujet:1") { id }
      menu(id: "menu:ujet:1") { id }
      nodes(ids: ["agent:ujet:1", "menu:ujet:1", "menu:nowhere:1"]) { id }
      _entities(representations: [
        { __typename: "Menu", id: "menu:ujet:1" }
        { __typename: "Agent", id: "agent:ujet:1" }
        { __typename: "Agent", id: "menu:ujet:1" }
      ]) { ... on Node { id } }
    }`)
    assert.deepEqual(data, {
      node: null,
      menu: null,
      nodes: [{ id: 'agent:ujet:1' }, null, null],
      _entities: [null, { id: 'agent:ujet:1' }, null],
    })
    assert.deepEqual(
      errors.map(({ path, extensions }) => `${path?.join('.')} ${String(extensions.code)}`).toSorted(),
      ['_entities.0 FORBIDDEN', '_entities.2 BAD_USER_INPUT'].concat(
        ['menu', 'node', 'nodes.1', 'nodes.2'].map((path) => `${path} FORBIDDEN`),
      ),
    )
    assert.ok(stage.sent().every((request) => !request.startsWith('/menus')))
  })

  it('the schema for routers has the scopes of lists, of fields with rows, and fields that need a sign-in', () => {
    const sdl = printSubgraph(createSchema())
    assert.match(sdl, /type CallConnection @requiresScopes\(scopes: \[\["calls:read"\]\]\)/)
    assert.match(sdl, /\bparentCall: Call @requiresScopes\(scopes: \[\["calls:read"\]\]\)/)
    // On node types, routers would ask for all scopes at `node`.
    assert.doesNotMatch(sdl, /implements Node [^{]*@requiresScopes/)
    const authenticated: string[] = []
    visit(parse(sdl), {
      FieldDefinition: ({ name, directives = [] }) => {
        if (directives.some((one) => one.name.value === 'authenticated')) authenticated.push(name.value)
      },
    })
    assert.deepEqual(authenticated, ['accounts', 'viewer', 'node', 'nodes'])
    const scopes = new Set(
      [...sdl.matchAll(/@requiresScopes\(scopes: \[\["(\S+)"\]\]\)/g)].map(([, one]) => one),
    )
    assert.deepEqual(scopes, new Set(NOUN_SCOPES))
  })
})

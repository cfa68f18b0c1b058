// Ids of rows that their vendor shows in lists or inside other rows only: null would say that they do not exist.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFiveStage } from '../support/five.ts'

const QUERY = `{
  callTaker: agent(id: "agent:callcap:7") { name }
  line: node(id: "campaign:callcap:7") { id }
  many: nodes(ids: ["agent:callcap:7", "agent:ujet:999999"]) { id }
  unknown: agent(id: "agent:nobody:7") { name }
  entities: _entities(representations: [{ __typename: "Campaign", id: "campaign:allo-media:7" }]) { __typename }
}`

test('an id that its account cannot look up is an error at its path, and a row that is not there is null', async () => {
  const { data, errors } = await createFiveStage().ask(QUERY)
  assert.deepEqual(data, { callTaker: null, line: null, many: [null, null], unknown: null, entities: [null] })
  const told = errors.map(
    ({ path, extensions }: any) => `${path.join('.')} ${extensions.code} ${extensions.account}`,
  )
  assert.deepEqual(told.toSorted(), [
    'callTaker UPSTREAM_REJECTED callcap',
    'entities.0 UPSTREAM_REJECTED allo-media',
    'line UPSTREAM_REJECTED callcap',
    'many.0 UPSTREAM_REJECTED callcap',
  ])
})

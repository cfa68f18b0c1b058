// Statistics show a viewer what the lists of their rows would show.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { SCOPES, toViewer } from '../../src/domain/viewer.ts'
import { createStage } from '../support/gateway.ts'

const as = (...grants: readonly string[]) =>
  createStage({}, { signIn: { by: 'none', viewer: toViewer(grants) } })

const FILTER = 'filter: { startedAt: { from: "2026-01-15T00:00:00Z" } }'
const BY_AGENT = `{ callStats(${FILTER}, groupBy: [AGENT]) {
  groups { agent { id name email } measures { count } }
} }`

/** Agents of groups by id. */
function agentsOf({
  data,
}: {
  data: any
}): ReadonlyMap<string, { name: string | null; email: string | null }> {
  return new Map(
    data.callStats.groups.flatMap(({ agent }: any) => (agent === null ? [] : [[agent.id, agent]])),
  )
}

for (const noun of ['call', 'chat', 'email']) {
  it(`without ${noun}s:read, ${noun}Stats is forbidden and nothing is sent`, async () => {
    const stage = as(...SCOPES.filter((scope) => scope !== `${noun}s:read`))
    const { data, errors } = await stage.ask(`{ ${noun}Stats(${FILTER}) { total { count } } }`)
    assert.equal(data, null)
    assert.equal(errors[0]?.extensions.code, 'FORBIDDEN')
    assert.deepEqual(stage.sent(), [])
  })

  it(`with ${noun}s:read alone, ${noun}Stats counts`, async () => {
    const { data, errors } = await as(`${noun}s:read`).ask(`{ ${noun}Stats(${FILTER}) { total { count } } }`)
    assert.deepEqual(errors, [])
    assert.ok(data[`${noun}Stats`].total.count > 0)
  })
}

it('agents of groups are masked without pii:read', async () => {
  const whole = agentsOf(await as(...SCOPES).ask(BY_AGENT))
  const masked = agentsOf(await as('calls:read', 'agents:read').ask(BY_AGENT))
  assert.ok([...whole.values()].some(({ email }) => email !== null))
  assert.deepEqual([...masked.keys()].toSorted(), [...whole.keys()].toSorted())
  for (const [id, { name, email }] of whole) {
    assert.notEqual(name, null)
    assert.notEqual(masked.get(id)?.name, name)
    if (email !== null) assert.notEqual(masked.get(id)?.email, email)
  }
})

it('agents of groups are forbidden without agents:read', async () => {
  const { errors } = await as('calls:read', 'pii:read').ask(BY_AGENT)
  assert.ok(errors.length > 0)
  assert.deepEqual(new Set(errors.map(({ extensions }) => extensions.code)), new Set(['FORBIDDEN']))
})

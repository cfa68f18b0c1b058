// The journal of changes: one request an interval for all lists and watchers of an account's noun.
import type { Stage } from '../support/gateway.ts'
import type { Watching } from '../support/events.ts'
import assert from 'node:assert/strict'
import { afterEach, describe, it } from 'node:test'
import { toRfc3339 } from '../../src/domain/time.ts'
import { watch } from '../support/events.ts'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { createVirtualClock } from '../support/clock.ts'
import { createFiveStage } from '../support/five.ts'
import { createStage, createStageOver } from '../support/gateway.ts'
import { createPersonalStage } from '../support/personal.ts'

const NOW = Date.UTC(2026, 0, 15, 12)
const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

type Row = Record<string, unknown>

/** Calls a minute apart, newest first; `values` by index. */
function callsOf(count: number, values: (index: number) => Row = () => ({})): Row[] {
  return Array.from({ length: count }, (_, index) => {
    const at = toRfc3339(NOW - (index + 1) * MINUTE)
    const call = { id: count - index, created_at: at, updated_at: at, status: 'finished', call_duration: 60 }
    return { ...call, ...values(index) }
  })
}

/** Changes a call now, or adds it. */
function change({ sandbox, clock }: Stage, id: number, values: Row = {}): void {
  const { calls } = sandbox.data
  const at = calls.findIndex((call) => call.id === id)
  const changed = { ...calls[at], id, ...values, updated_at: toRfc3339(clock.now()) }
  if (at < 0) calls.push({ created_at: changed.updated_at, status: 'connected', ...changed })
  else calls[at] = changed
}

const BOARD = `query ($filter: CallFilter) {
  calls(filter: $filter, first: 20) { nodes { vendorId } accounts { state asOf } }
}`

const FIRST = 'query ($filter: CallFilter) { calls(filter: $filter, first: 4) { nodes { id } } }'

/** The ids of one board, and what its answer cost and saved. */
async function board(stage: Stage, filter: object, headers: Record<string, string> = {}) {
  const { data, errors, extensions } = await stage.ask(BOARD, { filter }, headers)
  assert.deepEqual(errors, [])
  const { nodes, accounts } = data.calls
  return {
    ids: nodes.map(({ vendorId }: { vendorId: string }) => Number(vendorId)) as number[],
    asOf: Date.parse(accounts[0].asOf) - NOW,
    state: accounts[0].state as string,
    cost: extensions.upstream.requests.length,
    saved: extensions.upstream.saved.journal,
  }
}

const isOfJournal = (request: string) => request.includes('updated_at[from]')

/** Lets background requests end. */
async function allIsQuiet({ clock }: Stage): Promise<void> {
  await clock.advance(3 * SECOND)
  for (let rounds = 0; rounds < 50; rounds += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** None is wider than another; calls of a minute pass all of them. */
const TWELVE = Array.from({ length: 12 }, (_, index) => ({
  durationSeconds: { from: 40 + index, to: 60 + index },
}))

describe('boards of one account', () => {
  it('are all refreshed by one request an interval, whatever their filters', async () => {
    const stage = createStage({ rows: { calls: callsOf(30) } })
    for (const filter of TWELVE) await board(stage, filter)
    assert.equal(stage.sent().length, 12)
    for (let round = 1; round <= 5; round += 1) {
      await stage.clock.advance(15 * SECOND)
      change(stage, 100 + round, { call_duration: 55 })
      for (const filter of TWELVE) await board(stage, filter)
      await allIsQuiet(stage)
      const boards = await Promise.all(TWELVE.map((filter) => board(stage, filter)))
      for (const { ids, cost } of boards) assert.deepEqual([ids[0], cost], [100 + round, 0])
      const sent = stage.sent()
      assert.equal(sent.length, 1, sent.join('\n'))
      assert.ok(sent.every(isOfJournal))
    }
  })

  it('that somebody waits for ask with interactive priority, and one of them pays', async () => {
    const stage = createStage({ rows: { calls: callsOf(30) } })
    for (const filter of TWELVE) await board(stage, filter)
    stage.sent()
    await stage.clock.advance(45 * SECOND)
    const boards = await Promise.all(TWELVE.map((filter) => board(stage, filter)))
    assert.equal(stage.sent().length, 1)
    assert.equal(boards.filter(({ cost }) => cost > 0).length, 12, 'the shared request is on each bill')
    const last = stage.events.findLast((event) => event.type === 'request')
    assert.equal(last?.lane, 'INTERACTIVE')
  })

  it('of which one is due are served by what another asked for, as the bill says', async () => {
    const stage = createStage({ rows: { calls: callsOf(30) } })
    const [one = {}, other = {}] = TWELVE
    await board(stage, one)
    await board(stage, other)
    await stage.clock.advance(45 * SECOND)
    const paying = await board(stage, one)
    const served = await board(stage, other)
    assert.deepEqual([paying.cost, paying.saved, served.cost, served.saved], [1, 0, 0, 1])
    assert.equal(served.asOf, paying.asOf)
  })

  it('that want younger rows than the journal has make it ask', async () => {
    const stage = createStage({ rows: { calls: callsOf(30) } })
    for (const filter of TWELVE.slice(0, 2)) await board(stage, filter)
    await stage.clock.advance(45 * SECOND)
    for (const filter of TWELVE.slice(0, 2)) await board(stage, filter)
    stage.sent()
    await stage.clock.advance(6 * SECOND)
    change(stage, 200, { call_duration: 55 })
    const usual = await board(stage, TWELVE[0] ?? {})
    assert.deepEqual([usual.ids[0], usual.cost], [30, 0])
    const young = await board(stage, TWELVE[0] ?? {}, { 'x-freshness': 'max-age=5' })
    assert.deepEqual([young.ids[0], young.cost], [200, 1])
    const other = await board(stage, TWELVE[1] ?? {}, { 'x-freshness': 'max-age=5' })
    assert.deepEqual([other.ids[0], other.cost], [200, 0])
  })

  it('are worth as many pages of changes as they have together', async () => {
    const stage = createStage({ rows: { calls: callsOf(30) }, clamp: 5 })
    const filters = TWELVE.slice(0, 4)
    const first = () => Promise.all(filters.map((filter) => stage.ask(FIRST, { filter })))
    await first()
    await stage.clock.advance(25 * SECOND)
    await first()
    for (let round = 0; round < 12; round += 1) {
      // Twelve changes are three pages, and a list has one.
      await stage.clock.advance(10 * SECOND)
      for (let id = 1; id <= 12; id += 1) change(stage, id, { rating: round % 5 })
      await stage.clock.advance(15 * SECOND)
      await allIsQuiet(stage)
      stage.sent()
      await first()
      await allIsQuiet(stage)
      const sent = stage.sent()
      if (round > 0)
        assert.ok(sent.length <= 4 && sent.every(isOfJournal), `round ${round}: ${sent.join('\n')}`)
    }
  })

  it('are read again where their changes would cost more', async () => {
    const stage = createStage({ rows: { calls: callsOf(30) }, clamp: 5 })
    await board(stage, {})
    await stage.clock.advance(45 * SECOND)
    for (let id = 1; id <= 25; id += 1) change(stage, id, { rating: 2 })
    stage.sent()
    const { ids } = await board(stage, {})
    assert.equal(ids.length, 20)
    const before = stage.sent().filter(isOfJournal).length
    assert.ok(before <= 3, `${before} pages of changes for a list of four`)
  })

  it('that are older than the journal reaches are read again', async () => {
    const stage = createStage({ rows: { calls: callsOf(3) } })
    await board(stage, {})
    stage.sandbox.intercept = () => new Response('{}', { status: 500 })
    await stage.clock.advance(40 * MINUTE)
    assert.equal((await board(stage, {})).state, 'STALE')
    await stage.clock.advance(19 * MINUTE)
    assert.equal((await board(stage, {})).state, 'STALE')
    stage.sandbox.intercept = undefined
    await stage.clock.advance(10 * MINUTE)
    stage.sent()
    assert.equal((await board(stage, {})).state, 'COMPLETE')
    assert.equal(stage.sent().filter(isOfJournal).length, 0)
  })

  it('get the fields that are sent on request alone, by the union of what they want', async () => {
    const stage = createFiveStage({ lively: false })
    const ask = async (selection: string) => {
      const query = `{ calls(filter: { accounts: ["callcap"] }, first: 20) { nodes { id ${selection} } } }`
      const { data, errors } = await stage.ask(query)
      assert.deepEqual(errors, [])
      return data.calls.nodes as Row[]
    }
    const { requests } = stage.simulators.callcap
    const selections = ['status', 'notes', 'sentiment { label: __typename }']
    for (const selection of selections) await ask(selection)
    await stage.clock.advance(45 * SECOND)
    const before = requests.length
    const lists = await Promise.all(selections.map(ask))
    assert.ok(lists.every((rows) => rows.length === 20))
    const sent = requests.slice(before).map(({ query }) => decodeURIComponent(query))
    assert.equal(sent.length, 1, sent.join('\n'))
    assert.match(sent[0] ?? '', /search_last_modified_start/)
  })
})

describe('two instances', () => {
  it('put the same question to an account in the same interval', async () => {
    const stage = createFiveStage({ lively: false })
    const { requests } = stage.simulators.ujet
    const gateways = [stage, stage.reopen()]
    const askBoth = async () => {
      const before = requests.length
      for (const one of gateways) {
        await one.ask('{ calls(filter: { accounts: ["ujet"] }) { nodes { id } } }')
        await stage.clock.advance(1100)
      }
      return requests.slice(before).map(({ query }) => decodeURIComponent(query))
    }
    await askBoth()
    for (let round = 0; round < 4; round += 1) {
      await stage.clock.advance(25 * SECOND)
      const [first = '', second, ...more] = await askBoth()
      assert.ok(isOfJournal(first), first)
      assert.deepEqual([second, more], [first, []])
    }
  })
})

const UPDATES = `subscription ($filter: CallFilter, $since: DateTime) {
  callUpdates(filter: $filter, since: $since) {
    edges { kind node { vendorId } } nodes { vendorId } updatedAt accounts { account state code }
  }
}`

const open: Watching[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(async (watching) => watching.leave()))
})

async function subscribe(
  stage: Stage,
  variables: object = {},
  query = UPDATES,
  headers = {},
): Promise<Watching> {
  const watching = await watch(stage.gateway, query, variables, headers)
  open.push(watching)
  return watching
}

/** The next event in short, e.g. `NEW 7, LEFT 3`. */
async function nextOf(watching: Watching) {
  const { data, errors } = await watching.next()
  assert.equal(errors, undefined)
  const { edges, nodes, updatedAt, accounts } = data.callUpdates
  const told = edges.map(
    ({ kind, node }: { kind: string; node: { vendorId: string } }) => `${kind} ${node.vendorId}`,
  )
  const matching = nodes.map(({ vendorId }: { vendorId: string }) => vendorId)
  assert.deepEqual(
    matching,
    told.flatMap((one: string) => (one.startsWith('LEFT') ? [] : one.split(' ')[1])),
  )
  return {
    told: told.join(', ') as string,
    updatedAt: updatedAt as string,
    state: accounts[0].state as string,
  }
}

describe('watchers of calls', () => {
  it('cost what one costs: five hundred with fifty filters', async () => {
    const requestsOf = async (watchers: number) => {
      const stage = createStage(
        { rows: { calls: callsOf(30) } },
        { watchLimits: { watchers: 500, watchersPerClient: 500 } },
      )
      const all = await Promise.all(
        Array.from({ length: watchers }, (_, index) =>
          subscribe(stage, { filter: { durationSeconds: { from: index % 50 } } }),
        ),
      )
      await Promise.all(all.map(nextOf))
      for (let event = 1; event <= 6; event += 1) {
        change(stage, event, { call_duration: 100 + event })
        const told = await Promise.all(all.map(async (watching) => (await nextOf(watching)).told))
        assert.deepEqual(new Set(told), new Set([`CHANGED ${event}`]))
      }
      const sent = stage.sent()
      assert.ok(sent.every(isOfJournal))
      const saved = stage.events.flatMap((event) =>
        event.type === 'saved' && event.by === 'journal' ? event.count : [],
      )
      return { sent: sent.length, saved: saved.reduce((sum, count) => sum + count, 0) }
    }
    assert.deepEqual(await requestsOf(1), { sent: 7, saved: 0 })
    const many = await requestsOf(500)
    assert.equal(many.sent, 7)
    // A watcher of the first moments may find the journal there already.
    assert.ok(many.saved >= 6 * 49 && many.saved <= 7 * 49, `${many.saved} saved`)
  })

  it('share the requests of boards', async () => {
    const stage = createStage({ rows: { calls: callsOf(30) } })
    await board(stage, {})
    const watching = await subscribe(stage)
    await nextOf(watching)
    stage.sent()
    for (let event = 1; event <= 3; event += 1) {
      change(stage, 300 + event)
      assert.equal((await nextOf(watching)).told, `NEW ${300 + event}`)
      const { ids, cost } = await board(stage, {})
      assert.deepEqual([ids[0], cost], [300 + event, 0])
    }
    assert.equal(stage.sent().length, 3)
  })

  it('are told whether a call is new, changed, or has left the filter', async () => {
    const stage = createStage({
      rows: { calls: callsOf(5, (index) => (index < 2 ? { status: 'connected' } : {})) },
    })
    // Rows that were listed are known.
    await board(stage, {})
    const watching = await subscribe(stage, { filter: { status: ['IN_PROGRESS'] } })
    assert.equal((await nextOf(watching)).told, '')
    change(stage, 50)
    assert.equal((await nextOf(watching)).told, 'NEW 50')
    change(stage, 50, { call_duration: 7 })
    change(stage, 1, { rating: 5 })
    assert.equal((await nextOf(watching)).told, 'CHANGED 50')
    change(stage, 50, { status: 'finished' })
    change(stage, 5, { status: 'finished' })
    assert.equal((await nextOf(watching)).told, 'LEFT 50, LEFT 5')
    change(stage, 1, { status: 'connected' })
    change(stage, 50, { rating: 1 })
    assert.equal((await nextOf(watching)).told, 'NEW 1')
  })

  it('are not told of what never matched', async () => {
    const stage = createStage({ rows: { calls: callsOf(5) } })
    const watching = await subscribe(stage, { filter: { status: ['IN_PROGRESS'] } })
    await nextOf(watching)
    change(stage, 2, { rating: 3 })
    await stage.clock.advance(15 * SECOND)
    change(stage, 60)
    assert.equal((await nextOf(watching)).told, 'NEW 60')
  })

  it('that reconnect with the last updatedAt miss nothing', async () => {
    const stage = createStage({ rows: { calls: callsOf(5) } })
    const filter = { status: ['IN_PROGRESS'] }
    const first = await subscribe(stage, { filter })
    await nextOf(first)
    change(stage, 70)
    change(stage, 71)
    const { told, updatedAt } = await nextOf(first)
    assert.equal(told, 'NEW 70, NEW 71')
    await first.leave()
    await stage.clock.advance(5 * MINUTE)
    change(stage, 72)
    await stage.clock.advance(5 * MINUTE)
    change(stage, 70, { status: 'finished' })
    await stage.clock.advance(5 * MINUTE)
    stage.sent()
    const second = await subscribe(stage, { filter, since: updatedAt })
    // Changes of the minute before are sent again: call 71.
    const caughtUp = await nextOf(second)
    assert.equal(caughtUp.told, 'CHANGED 71, NEW 72, LEFT 70')
    assert.equal(stage.sent().length, 1)
    change(stage, 71, { call_duration: 9 })
    assert.equal((await nextOf(second)).told, 'CHANGED 71')
    const third = await subscribe(stage, { filter, since: caughtUp.updatedAt })
    assert.equal((await nextOf(third)).told, 'CHANGED 71')
    assert.equal(stage.sent().length, 1)
  })

  it('that reconnect to another instance are told all that may have left', async () => {
    const stage = createFiveStage({ rows: { calls: callsOf(5) }, lively: false })
    const filter = { accounts: ['ujet'], status: ['IN_PROGRESS'] }
    const first = await subscribe(stage, { filter })
    const { updatedAt } = await nextOf(first)
    await first.leave()
    change(stage, 90)
    change(stage, 5, { rating: 4 })
    await stage.clock.advance(MINUTE)
    change(stage, 91, { status: 'finished' })
    const second = await subscribe(stage.reopen(), { filter, since: updatedAt })
    // Call 5 never matched, which this instance cannot know; call 91 began and ended meanwhile.
    assert.equal((await nextOf(second)).told, 'NEW 90, LEFT 5')
  })

  it('are refused an instant more than an hour ago', async () => {
    const stage = createStage()
    const watching = await subscribe(stage, { since: toRfc3339(NOW - HOUR - 1) })
    const { errors } = await watching.next()
    assert.equal(errors[0].extensions.code, 'BAD_USER_INPUT')
    assert.match(errors[0].message, /"since": expected an instant at most 60 minutes ago/)
    assert.deepEqual(stage.sent(), [])
    const hour = await subscribe(stage, { since: toRfc3339(NOW - HOUR + MINUTE) })
    assert.equal((await nextOf(hour)).state, 'COMPLETE')
  })

  it('with a clock ahead miss no change either', async () => {
    const stage = createStage({ rows: { calls: callsOf(5) } })
    const watching = await subscribe(stage, { since: toRfc3339(NOW + 24 * HOUR) })
    assert.equal((await nextOf(watching)).updatedAt, toRfc3339(NOW))
    const next = nextOf(watching)
    change(stage, 80)
    assert.equal((await next).told, 'NEW 80')
  })

  it('lose no change while the vendor is down', async () => {
    const stage = createStage({ rows: { calls: callsOf(5) } })
    const watching = await subscribe(stage)
    await nextOf(watching)
    stage.sandbox.intercept = () => new Response('{}', { status: 500 })
    const next = nextOf(watching)
    change(stage, 80)
    await stage.clock.advance(4 * MINUTE)
    change(stage, 81)
    await stage.clock.advance(4 * MINUTE)
    stage.sandbox.intercept = undefined
    assert.equal((await next).told, 'NEW 80, NEW 81')
  })

  it('get masked values where they may not read personal data', async () => {
    const stage = createPersonalStage({ lively: false })
    const query = 'subscription { callUpdates { edges { node { id from } } } }'
    const headers = (scopes: string) => ({
      'x-switchboard-secret': '0123456789abcdef0123456789abcdef',
      'x-switchboard-subject': scopes.length.toString(),
      'x-switchboard-scopes': scopes,
    })
    const [reader, staff] = await Promise.all([
      subscribe(stage, {}, query, headers('calls:read pii:read')),
      subscribe(stage, {}, query, headers('calls:read')),
    ])
    await Promise.all([reader.next(), staff.next()])
    for (const call of stage.simulators.ujet.data.calls.slice(0, 20))
      Object.assign(call, { updated_at: toRfc3339(stage.clock.now()) })
    const [shown, masked] = (await Promise.all([reader.next(), staff.next()])).map(({ data }) =>
      data.callUpdates.edges.map(({ node }: { node: { from: string | null } }) => node.from),
    )
    assert.equal(shown.length, masked.length)
    const told = (numbers: readonly (string | null)[]) => numbers.filter((from) => /\d{6}/.test(from ?? ''))
    assert.ok(told(shown).length > 0)
    assert.deepEqual(told(masked), [])
  })

  it('with a filter that only the vendor can answer ask for themselves', async () => {
    const stage = createFiveStage({ lively: false })
    const filter = { accounts: ['callcap'], search: 'refund' }
    const watching = await subscribe(stage, { filter })
    assert.equal((await nextOf(watching)).state, 'COMPLETE')
    const sent = stage.simulators.callcap.requests.map(({ query }) => decodeURIComponent(query))
    assert.ok(sent.length > 0 && sent.every((query) => query.includes('refund')), sent.join('\n'))
  })
})

describe('the journal', () => {
  it('sends nothing once nobody needs it', async () => {
    const stage = createStage({ rows: { calls: callsOf(30) } })
    await board(stage, {})
    const watching = await subscribe(stage)
    await nextOf(watching)
    await watching.leave()
    stage.sent()
    await stage.clock.advance(10 * MINUTE)
    await allIsQuiet(stage)
    assert.deepEqual(stage.sent(), [])
  })
})

describe('a vendor whose clock differs', () => {
  /** The vendor's clock is behind the gateway's. */
  const createLateStage = (behindMs: number) => {
    const clock = createVirtualClock()
    const ago = (minutes: number) => toRfc3339(NOW - behindMs - minutes * MINUTE)
    const sandbox = createSandbox({
      scale: 0.05,
      lively: false,
      clock: { now: () => clock.now() - behindMs },
      rows: { calls: callsOf(30, (index) => ({ created_at: ago(index + 60), updated_at: ago(60) })) },
    })
    const stage = createStageOver(sandbox, clock, (request) => sandbox.ujet(request))
    const call = (id: number, values: Row = {}) =>
      change({ ...stage, clock: { ...clock, now: () => clock.now() - behindMs } }, id, values)
    return { ...stage, call }
  }

  for (const behindMs of [-20 * MINUTE, 0, 4 * SECOND, 90 * SECOND, 5 * MINUTE, 3 * HOUR])
    it(`by ${behindMs / SECOND} seconds tells of new and changed calls all the same`, async () => {
      const stage = createLateStage(behindMs)
      const first = await board(stage, { status: ['IN_PROGRESS'] })
      assert.deepEqual(first.ids, [])
      const watching = await subscribe(stage)
      await nextOf(watching)
      stage.sent()
      const told = nextOf(watching)
      await stage.clock.advance(5 * SECOND)
      stage.call(101)
      stage.call(30, { status: 'connected' })
      assert.equal((await told).told, 'NEW 101, CHANGED 30')
      const second = await board(stage, { status: ['IN_PROGRESS'] })
      assert.deepEqual(second.ids, [101, 30])
      assert.ok(stage.sent().every(isOfJournal))
      await watching.leave()
      const clocks = stage.events.flatMap((event) => (event.type === 'clock' ? event.behindMs : []))
      assert.deepEqual(clocks, behindMs >= 10 * SECOND ? [behindMs] : [])
    })
})

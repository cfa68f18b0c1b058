// Subscriptions: the present state, then every change, at the price of one watcher.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createFiveStage } from '../support/five.ts'
import { createStage } from '../support/gateway.ts'
import { watch } from '../support/events.ts'
import { toPost } from '../support/post.ts'

const AGENTS = `subscription ($filter: CurrentAgentStatusFilter) {
  currentAgentStatuses(filter: $filter) { nodes { agent { id } status { id } startedAt onHold } accounts { account state } }
}`
const MENUS = 'subscription { currentMenuStatuses { nodes { queuedCount } accounts { account state } } }'
const CALLS = `subscription ($filter: CallFilter) {
  callUpdates(filter: $filter) { nodes { id status updatedAt } accounts { account state code } }
}`

describe('a list that is watched', () => {
  it('is sent whole at the start and after every change', async () => {
    const { gateway, sent } = createStage({ lively: true, scale: 0.2 })
    const watching = await watch(gateway, AGENTS)
    const events = [await watching.next(), await watching.next(), await watching.next()]
    await watching.leave()
    const lists = events.map(({ data }) => JSON.stringify(data.currentAgentStatuses.nodes))
    assert.ok(events[0].data.currentAgentStatuses.nodes.length > 0)
    assert.equal(new Set(lists).size, 3)
    assert.ok(sent().every((request) => request.startsWith('/agents/current_status')))
  })

  it('is not sent again without a change', async () => {
    const { gateway, clock, sent } = createStage({ lively: false })
    const watching = await watch(gateway, MENUS)
    const first = await watching.next()
    assert.deepEqual(first.data.currentMenuStatuses.accounts, [{ account: 'ujet', state: 'COMPLETE' }])
    const second = watching.next()
    const later = clock.sleep(60_000, new AbortController().signal).then(() => 'later')
    assert.equal(await Promise.race([second, later]), 'later')
    assert.ok(sent().length >= 10)
    await watching.leave()
  })

  it('costs the same for five hundred watchers as for one, and each gets every change', async () => {
    const looks = async (watchers: number) => {
      const { gateway, sent } = createStage(
        { lively: true, scale: 0.2 },
        { watchLimits: { watchers: 500, watchersPerClient: 500 } },
      )
      const all = await Promise.all(Array.from({ length: watchers }, () => watch(gateway, AGENTS)))
      const seen = await Promise.all(
        all.map(async (watching) => {
          const lists = []
          for (let event = 0; event < 4; event += 1) lists.push(JSON.stringify((await watching.next()).data))
          return lists.join()
        }),
      )
      await Promise.all(all.map((watching) => watching.leave()))
      assert.equal(new Set(seen).size, 1)
      return sent().length
    }
    assert.equal(await looks(500), await looks(1))
  })

  it('keeps its rows, as STALE, while the vendor fails', async () => {
    const stage = createStage({ lively: false, scale: 0.2 })
    const watching = await watch(stage.gateway, AGENTS)
    const states = async (watcher: typeof watching) => {
      const { data } = await watcher.next()
      const { nodes, accounts } = data.currentAgentStatuses
      return [nodes.length, accounts[0].state]
    }
    const [count] = await states(watching)
    stage.sandbox.intercept = () => new Response('{}', { status: 500 })
    assert.deepEqual(await states(watching), [count, 'STALE'])
    const late = await watch(stage.gateway, AGENTS)
    assert.deepEqual(await states(late), [count, 'STALE'])
    stage.sandbox.intercept = undefined
    assert.deepEqual(await states(watching), [count, 'COMPLETE'])
    await Promise.all([watching.leave(), late.leave()])
  })

  it('is not polled after its last watcher has left', async () => {
    const { gateway, clock, sent, events } = createStage({ lively: true, scale: 0.2 })
    const [one, other] = [await watch(gateway, AGENTS), await watch(gateway, AGENTS)]
    await Promise.all([one.next(), other.next()])
    await one.leave()
    await other.next()
    await other.leave()
    const ended = () => events.filter(({ type }) => type === 'operation').length
    await clock.advance(1000)
    sent()
    await clock.advance(120_000)
    assert.deepEqual(sent(), [])
    assert.equal(ended(), 2)
  })

  it('is read first like any list, then with background priority', async () => {
    const { gateway, events } = createStage({ lively: true, scale: 0.2 })
    const watching = await watch(gateway, AGENTS)
    for (let event = 0; event < 3; event += 1) await watching.next()
    await watching.leave()
    const requests = events.flatMap((event) => (event.type === 'request' ? event : []))
    assert.deepEqual(
      requests.slice(0, 3).map(({ lane }) => lane),
      ['INTERACTIVE', 'BACKGROUND', 'BACKGROUND'],
    )
  })
})

describe('calls that are watched', () => {
  it('are sent as they start and change, by accounts with a filter for changes', async () => {
    const { gateway } = createFiveStage({ lively: true, scale: 1 })
    const watching = await watch(gateway, CALLS)
    const { data } = await watching.next()
    assert.deepEqual(data.callUpdates.nodes, [])
    assert.deepEqual(
      data.callUpdates.accounts.map(({ account, state }: { account: string; state: string }) => [
        account,
        state,
      ]),
      [
        ['ujet', 'COMPLETE'],
        ['callcap', 'COMPLETE'],
        ['whippy', 'SKIPPED'],
        ['allo-media', 'COMPLETE'],
        ['twin', 'COMPLETE'],
      ],
    )
    const told = new Map<string, string>()
    const accounts = new Set<string>()
    for (let event = 0; event < 8; event += 1) {
      const { data: change } = await watching.next()
      const { nodes } = change.callUpdates
      assert.ok(nodes.length > 0)
      const at = nodes.map(({ updatedAt }: { updatedAt: string }) => updatedAt)
      assert.deepEqual(at, at.toSorted())
      for (const node of nodes) {
        const text = JSON.stringify(node)
        accounts.add(node.id.split(':')[1])
        told.set(node.id, text)
      }
    }
    assert.ok(accounts.size >= 2, [...accounts].join())
    await watching.leave()
  })

  it('are those that pass the filter', async () => {
    const { gateway, sent } = createStage({ lively: true, scale: 1 })
    const watching = await watch(gateway, CALLS, {
      filter: { direction: ['INBOUND'], status: ['COMPLETED'] },
    })
    await watching.next()
    const { data } = await watching.next()
    for (const { status } of data.callUpdates.nodes) assert.equal(status, 'COMPLETED')
    await watching.leave()
    assert.ok(sent().every((request) => request.includes('updated_at[from]')))
  })
})

describe('watching', () => {
  it('is refused at once for an invalid question', async () => {
    const { gateway, sent } = createStage()
    const watching = await watch(gateway, CALLS, { filter: { accounts: ['nobody'] } })
    const { errors } = await watching.next()
    assert.equal(errors[0].extensions.code, 'BAD_USER_INPUT')
    assert.deepEqual(sent(), [])
  })

  it('ends with the reason when the first poll fails', async () => {
    const stage = createStage()
    stage.sandbox.intercept = () => new Response('{}', { status: 401 })
    const watching = await watch(stage.gateway, AGENTS)
    const { errors } = await watching.next()
    assert.equal(errors[0].extensions.code, 'ALL_ACCOUNTS_FAILED')
    assert.equal(await watching.next(), undefined)
  })

  it('ends its operation when it ends with an error', async () => {
    const stage = createStage()
    stage.sandbox.intercept = () => new Response('{}', { status: 401 })
    const watching = await watch(stage.gateway, AGENTS)
    await watching.next()
    assert.equal(stage.events.filter(({ type }) => type === 'operation').length, 1)
  })

  it('sends no request and leaves no watcher when the client accepts no event stream', async () => {
    const { gateway, clock, events, sent } = createStage(
      { lively: true },
      { watchLimits: { watchers: 1, watchersPerClient: 1 } },
    )
    for (let times = 0; times < 3; times += 1) {
      const response = await gateway.fetch(
        new Request('http://gateway.test/graphql', toPost({ query: AGENTS }, { accept: 'application/json' })),
      )
      assert.equal(response.status, 406)
    }
    await clock.advance(120_000)
    assert.deepEqual(sent(), [])
    assert.equal(events.filter(({ type }) => type === 'operation').length, 3)
  })

  it('keeps no timer after its end', async () => {
    const { gateway, clock } = createStage({ lively: false })
    const before = clock.sleeping()
    const watching = await watch(gateway, MENUS)
    await watching.next()
    await watching.leave()
    await clock.advance(0)
    assert.equal(clock.sleeping(), before)
  })

  it('is refused above a limit, and the others continue', async () => {
    const { gateway } = createStage({ lively: true }, { watchLimits: { watchers: 5, watchersPerClient: 1 } })
    const watching = await watch(gateway, AGENTS)
    await watching.next()
    const refused = await watch(gateway, MENUS)
    const { errors } = await refused.next()
    const { code, limit, value, maximum } = errors[0].extensions
    assert.deepEqual([code, limit, value, maximum], ['LIMIT_EXCEEDED', 'watchersPerClient', 2, 1])
    assert.ok((await watching.next()).data)
    await watching.leave()
    const next = await watch(gateway, MENUS)
    assert.ok((await next.next()).data)
    await next.leave()
  })

  it('ends without an error when the process stops', async () => {
    const { gateway } = createStage({ lively: false })
    const watching = await watch(gateway, MENUS)
    await watching.next()
    gateway.drain()
    assert.equal(await watching.next(), undefined)
  })
})

// Vendors that page wrongly: following `hasNextPage` always ends.
import type { Answer, Stage } from '../support/gateway.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFiveStage } from '../support/five.ts'
import { createStage } from '../support/gateway.ts'

const calls = Array.from({ length: 100 }, (_, index) => ({
  id: 1000 - index,
  created_at: new Date(Date.UTC(2026, 0, 15, 11) - index * 60_000).toISOString(),
}))

/** Follows a list to its end; returns ids, pages, requests and the last report. */
async function follow(stage: Stage, field: string, accounts: readonly string[] = ['ujet']) {
  const ids: string[] = []
  let report: any
  let pages = 0
  for (let after: string | null = null, more = true; more; pages += 1) {
    assert.ok(pages < 30, 'it never ends')
    const answer: Answer<any> = await stage.ask(
      `query ($after: String, $accounts: [String!]) {
        list: ${field}(first: 50, after: $after, filter: { accounts: $accounts }) {
          nodes { id } pageInfo { hasNextPage endCursor } accounts { state code message }
        }
      }`,
      { after, accounts },
    )
    assert.deepEqual(answer.errors, [])
    const { nodes, pageInfo, accounts: reports } = answer.data.list
    ids.push(...nodes.map(({ id }: { id: string }) => id))
    assert.ok(!pageInfo.hasNextPage || pageInfo.endCursor !== null)
    ;[after, more, report] = [pageInfo.endCursor, pageInfo.hasNextPage, reports[0]]
  }
  return { ids, pages, report, requests: stage.sent().length }
}

const isCut = { state: 'CAPPED', code: 'SCAN_CAP' }

for (const link of [null, '<http://sandbox.test/calls?page=2>; rel="next"'])
  test(`a vendor that returns the same page for ever ${link === null ? 'without' : 'with'} a link to the next is detected`, async () => {
    const stage = createStage()
    stage.sandbox.intercept = () => Response.json(calls, { headers: link === null ? {} : { link } })
    const { ids, pages, report } = await follow(stage, 'calls')
    assert.deepEqual([ids.length, new Set(ids).size], [100, 100])
    const { message, ...told } = report
    assert.deepEqual(told, isCut)
    assert.match(message, /does not return the rest of this list/)
    assert.ok(pages <= 5, `${pages} pages`)
    assert.ok(stage.sandbox.requests.length <= 12, `${stage.sandbox.requests.length} requests`)
  })

test('an endless whole list is detected too', async () => {
  const stage = createStage()
  const agents = Array.from({ length: 100 }, (_, index) => ({ id: index + 1, first_name: 'A' }))
  stage.sandbox.intercept = () => Response.json(agents, { headers: { link: '</agents?page=2>; rel="next"' } })
  const { ids, report } = await follow(stage, 'agents')
  assert.deepEqual([ids.length, report.state], [100, 'CAPPED'])
  assert.ok(stage.sandbox.requests.length <= 4, `${stage.sandbox.requests.length} requests`)
})

test('empty pages with a next link end the list', async () => {
  const stage = createStage()
  stage.sandbox.intercept = () => Response.json([], { headers: { link: '</calls?page=2>; rel="next"' } })
  const { ids, pages } = await follow(stage, 'calls')
  assert.deepEqual([ids, pages], [[], 1])
})

test('a page of unreadable rows is an invalid response', async () => {
  const stage = createFiveStage()
  stage.simulators.ujet.intercept = () =>
    Response.json(Array.from({ length: 100 }, () => ({ name: 'no id' })))
  const { pages, report } = await follow(stage, 'calls', ['ujet', 'whippy'])
  assert.ok(pages > 0)
  assert.deepEqual([report.state, report.code], ['FAILED', 'UPSTREAM_INVALID_RESPONSE'])
})

test('arrivals that shift a list by a page twice lose no row', async () => {
  const rows = structuredClone(calls).slice(0, 60)
  const stage = createStage({ rows: { calls: rows }, clamp: 10, unproven: 'ignored' })
  let arrivals = 0
  let requests = 0
  stage.sandbox.intercept = () => {
    requests += 1
    if (requests < 3 || arrivals >= 2) return undefined
    arrivals += 1
    const at = new Date(Date.UTC(2026, 0, 15, 11, arrivals))
    for (let index = 0; index < 9; index += 1)
      stage.sandbox.data.calls.push({ id: 5000 + arrivals * 10 + index, created_at: at.toISOString() })
    return undefined
  }
  const { ids } = await follow(stage, 'calls')
  const old = rows.slice(0, 60).map(({ id }) => `call:ujet:${id}`)
  assert.deepEqual(
    old.filter((id) => !ids.includes(id)),
    [],
  )
})

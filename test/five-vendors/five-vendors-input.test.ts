// Bad input over five vendors, times without data, and phone numbers in any spelling.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AccountName } from '../support/five.ts'
import { ACCOUNTS, callsOf, createFiveStage, createHearing, QUERY, reportsBut } from '../support/five.ts'

describe('bad input over five vendors', () => {
  const NESTED = {
    ujet: { assignedAt: { from: '2026-01-01T00:00:00Z' } },
    callcap: { dayOfWeek: ['MONDAY'] },
    whippy: { mode: ['voice'] },
    alloMedia: { processingStatus: ['VOID'] },
    twin: { companyId: '7' },
  }
  const RANGES = [
    { from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' },
    { from: '2026-01-02T00:00:00Z', to: '2026-01-02T00:00:00Z' },
    { from: '2026-01-02T01:00:00+01:00', to: '2026-01-02T00:00:00Z' },
  ]

  async function assertRefused(filter: object, says: RegExp) {
    const stage = createFiveStage()
    const hear = createHearing(stage)
    const { errors } = await stage.ask(QUERY, { filter })
    assert.equal(errors.length, 1)
    assert.equal(errors[0]?.extensions.code, 'BAD_USER_INPUT')
    assert.match(errors[0]?.message ?? '', says)
    assert.deepEqual(hear(), {})
  }

  for (const [key, own] of Object.entries(NESTED))
    it(`a filter of a vendor that is not selected is refused: ${key}`, async () => {
      const accounts = ACCOUNTS.filter((name) => name.replace('-m', 'M') !== key)
      await assertRefused({ accounts, [key]: own }, new RegExp(`"filter.${key}": expected an account of`))
    })

  it('a blank search matches all, an id of another form nothing, and no vendor refuses either', async () => {
    const stage = createFiveStage()
    for (const [list, count] of [
      ['calls(filter: { vendors: [CALLCAP, TWIN], search: "" })', 20],
      ['calls(filter: { vendors: TWIN, search: " " })', 20],
      ['campaigns(filter: { vendors: TWIN, twin: { keyword: "" } }, first: 5)', 5],
      ['calls(filter: { vendors: TWIN, twin: { companyId: "a,b" } })', 0],
      ['agents(filter: { vendors: TWIN, twin: { companyId: "-1" } })', 0],
      ['calls(filter: { vendors: CALLCAP, callcap: { mediumIds: ["-1"] } })', 0],
    ] as const) {
      const { data, errors } = await stage.ask(`{ list: ${list} { nodes { id } accounts { state } } }`)
      assert.deepEqual(errors, [], list)
      assert.equal(data.list.nodes.length, count, list)
      assert.ok(
        data.list.accounts.every(({ state }: { state: string }) => state === 'COMPLETE'),
        list,
      )
    }
    const all = Object.values(stage.simulators).flatMap(({ requests }) => requests)
    assert.deepEqual(
      all.filter(({ status }) => status >= 400),
      [],
    )
  })

  it('a vendor that lists no such rows is reported where the filter names it or its account', async () => {
    const stage = createFiveStage()
    const ask = async (list: string) => {
      const { data } = await stage.ask(`{ list: ${list} { accounts { account state message } } }`)
      return data.list.accounts.map(Object.values).map((report: string[]) => report.join(' '))
    }
    assert.deepEqual(await ask('menus'), ['ujet COMPLETE '])
    const twin = 'twin SKIPPED twin was not asked: its vendor lists no'
    assert.deepEqual(await ask('menus(filter: { vendors: [TWIN, UJET] })'), [
      'ujet COMPLETE ',
      `${twin} menu`,
    ])
    assert.deepEqual(await ask('emails(filter: { accounts: ["twin"] })'), [`${twin} email`])
    assert.deepEqual(await ask('operationHours(filter: { vendors: TWIN })'), [`${twin} operation hours`])
  })

  it('a range whose start is not before its end is refused, in any time zone', async () => {
    for (const startedAt of RANGES) await assertRefused({ startedAt }, /"filter.startedAt": expected "from"/)
  })

  it('a time before any data returns an empty page of complete accounts for one request each', async () => {
    const stage = createFiveStage()
    const hear = createHearing(stage)
    const startedAt = { from: '2011-01-01T00:00:00Z', to: '2012-01-01T00:00:00Z' }
    const { calls } = await callsOf(stage, { filter: { startedAt } })
    assert.deepEqual([calls.nodes, calls.totalCount, calls.pageInfo.hasNextPage], [[], 0, false])
    assert.deepEqual(calls.accounts, reportsBut())
    // TWIN's rows do not show if one of its lists is enough, so both are read.
    const counts = Object.values(hear()).map((requests) => requests.length)
    assert.deepEqual(counts, [1, 1, 1, 1, 2])
  })
})

describe('a number in any spelling', () => {
  const NUMBERS = `query ($filter: CallFilter) {
    calls(filter: $filter, first: 1000) { nodes { id accountName from to } accounts { account state } }
  }`
  type Call = { id: string; accountName: AccountName; from: string | null; to: string | null }
  const spellings = (number: string) => [
    number.replace('+', '00'),
    number.replace(/^\+(\d)(\d{3})(\d{3})/, '+$1 ($2) $3-'),
    ` ${number.slice(0, -4)}.${number.slice(-4)} `,
    number.slice(1),
  ]

  for (const side of ['from', 'to'] as const)
    it(`finds the same calls at every vendor whose rows have ${side}`, async () => {
      const stage = createFiveStage({ scale: 0.02 })
      const ask = async (filter: object): Promise<Call[]> => {
        const { data, errors } = await stage.ask(NUMBERS, { filter })
        assert.deepEqual(errors, [])
        return data.calls.nodes
      }
      const all = await ask({})
      const told = new Set(all.flatMap((call) => (call[side] === null ? [] : call.accountName)))
      assert.deepEqual([...told].toSorted(), side === 'from' ? TELL_FROM : TELL_TO)
      for (const name of told) {
        const number = all.find((call) => call.accountName === name && /^\+\d{11}/.test(call[side] ?? ''))?.[
          side
        ]
        const wanted = all.filter((call) => call[side] === number).map(({ id }) => id)
        for (const spelling of spellings(number ?? '')) {
          const found = await ask({ [side]: [spelling] })
          assert.deepEqual(
            found.map(({ id }) => id),
            wanted,
            `${name} ${spelling}`,
          )
        }
      }
    })
  const TELL_FROM = ['allo-media', 'callcap', 'ujet', 'whippy']
  const TELL_TO = ['callcap', 'twin', 'ujet', 'whippy']
})

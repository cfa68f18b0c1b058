// `npm run probe` against all simulators: what it says of an account is what its switches are.
import type { SandboxOptions } from '../../src/demo/sandbox.ts'
import type { SimulatedVendor } from '../../src/demo/accounts.ts'
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { describe, it, test } from 'node:test'
import { sandboxEnvironment, simulatorsOf } from '../../src/demo/accounts.ts'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { shapeOf } from '../../src/commands/probe-shape.ts'
import { probeCommand } from '../../src/commands/probe-command.ts'
import { descriptionOf } from '../../src/vendors/index.ts'
import { everyText } from '../demo/ask.ts'
import { createVirtualClock } from '../support/clock.ts'

type Options = Partial<Omit<SandboxOptions, 'clock'>>
type Answer = (request: Request) => Promise<Response>

interface Asked {
  readonly options?: Options
  readonly args?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
  /** Stands between the probe and the vendor. */
  readonly between?: (request: Request, answer: Answer) => Promise<Response>
}

async function probe(
  vendor: SimulatedVendor,
  { options = {}, args = [], environment = {}, signal = new AbortController().signal, between }: Asked = {},
) {
  const clock = createVirtualClock()
  const sandbox = createSandbox({ scale: 0.05, lively: false, ...options, clock })
  const simulators = simulatorsOf(sandbox)
  const originOf = (one: SimulatedVendor) => `http://${descriptionOf(one).defaultName}.test`
  const printed: string[] = []
  const warned: string[] = []
  const sentAt: number[] = []
  const methods = new Set<string>()
  const code = await probeCommand(
    [descriptionOf(vendor).defaultName, ...args],
    { ...sandboxEnvironment(sandbox, originOf), ...environment },
    { print: (text) => void printed.push(text), warn: (text) => void warned.push(text) },
    {
      clock,
      signal,
      fetch: async (input, init) => {
        const request = new Request(input, init)
        sentAt.push(clock.now())
        methods.add(`${request.method} ${new URL(request.url).pathname}`)
        const answer: Answer = async (one) => simulators[vendor](one)
        return between === undefined ? answer(request) : between(request, answer)
      },
    },
  )
  const report = printed.join('\n')
  /** The result of a claim, e.g. `holds` or `fails, ignored`. */
  const resultOf = (noun: string, claim: string) => {
    const line = report.split('\n').find((one) => one.startsWith(`| ${noun} | ${claim} |`))
    const [result = '', note = ''] = (line ?? '').split(' | ').slice(2)
    return [result, note.replace(/ ?\|$/, '')].filter((part) => part !== '').join(', ')
  }
  const overrides: unknown = JSON.parse(/_OVERRIDES=(.+)$/m.exec(report)?.[1] ?? '{}')
  return { code, report, warned, sentAt, methods, simulators, resultOf, overrides }
}

/** Switches of a vendor, and what the probe says of claims about its calls. */
type Case = readonly [vendor: SimulatedVendor, switches: Options, says: Readonly<Record<string, string>>]

const of =
  (vendor: 'callcap' | 'whippy' | 'alloMedia' | 'twin') =>
  (switches: object): Options => ({
    [vendor]: switches,
  })
const [callcap, whippy, alloMedia, twin] = [of('callcap'), of('whippy'), of('alloMedia'), of('twin')]

const END = 'the end of a range of starts is included'
const NEWEST = 'rows come newest first'
const TOTAL = 'answers have a total'
const FOLLOWS = 'answers say if a page follows'
const NULLS = (direction: string) => `rows without \`queued_at\` come first in ${direction}`
const EMPTY = 'an answer without calls has the status 404'
const ONE = 'one call comes as a list'
const PARAMETERS = "one call's path takes the parameters of the search"
const DEMOGRAPHICS = 'rows have `demographics` when `detail` asks for them'
const BY_ID = '`calls/{id}` has one row'
const FILTER_FIELDS = 'rows have `mode`, `voicemail` and `agent_version_id`'
const PLACE = '`metadata` has the AI agent and the duration'
const UNSTARTED = 'a session that is not dialled has its creation as start'
const FIRST = 'the list by start begins with sessions that have none'

const CASES: readonly Case[] = [
  [
    'UJET',
    { nulls: 'low', upperBoundInclusive: true },
    {
      '`created_at` filters': 'holds',
      '`id[]` takes several ids': 'holds',
      'sorts by `created_at`': 'holds',
      '`support_number[]` filters': 'holds',
      'a page has 100 rows': 'holds',
      [NULLS('ASC')]: 'holds',
      [NULLS('DESC')]: 'fails',
      [TOTAL]: 'holds',
      [FOLLOWS]: 'holds',
      [END]: 'holds',
    },
  ],
  [
    'UJET',
    { unproven: 'ignored', callSort: 'ignored', headers: { total: false, link: true } },
    {
      '`created_at` filters': 'fails, ignored',
      '`id[]` takes several ids': 'fails, ignored',
      'sorts by `created_at`': 'fails, ignored',
      'sorts by `updated_at`': 'holds',
      [TOTAL]: 'fails',
      [FOLLOWS]: 'holds',
    },
  ],
  [
    'UJET',
    { unproven: 'refused', callSort: 'refused', headers: { total: true, link: false } },
    {
      '`created_at` filters': 'fails, refused',
      '`id[]` takes several ids': 'fails, refused',
      'sorts by `created_at`': 'fails, refused',
      'sorts by `updated_at`': 'holds',
      [TOTAL]: 'holds',
      [FOLLOWS]: 'fails',
    },
  ],
  [
    'UJET',
    { nulls: 'high', upperBoundInclusive: false, supportNumbers: 'national', clamp: 30 },
    {
      [NULLS('ASC')]: 'fails',
      [NULLS('DESC')]: 'holds',
      [END]: 'fails',
      '`support_number[]` filters': 'fails, ignored',
      'a page has 100 rows': 'fails, 30 rows',
    },
  ],
  ['UJET', { nulls: 'last' }, { [NULLS('ASC')]: 'fails', [NULLS('DESC')]: 'fails' }],
  [
    'CALLCAP',
    callcap({
      empty: 'status',
      one: 'list',
      parametersOfOne: 'heeded',
      endDateInclusive: true,
      demographics: true,
    }),
    {
      [EMPTY]: 'holds',
      [ONE]: 'holds',
      [PARAMETERS]: 'holds',
      '`search_enddate` is included': 'holds',
      [DEMOGRAPHICS]: 'holds',
    },
  ],
  [
    'CALLCAP',
    callcap({ empty: 'list', one: 'object', parametersOfOne: 'ignored', endDateInclusive: false, clamp: 40 }),
    {
      [EMPTY]: 'fails',
      [ONE]: 'fails',
      [PARAMETERS]: 'fails',
      '`search_enddate` is included': 'fails',
      'a page has 200 rows': 'fails, 40 rows',
    },
  ],
  [
    'CALLCAP',
    callcap({ parametersOfOne: 'refused', demographics: false }),
    { [PARAMETERS]: 'fails', [DEMOGRAPHICS]: 'fails' },
  ],
  [
    'WHIPPY',
    whippy({
      order: 'newest',
      bounds: 'inclusive',
      callsById: 'given',
      filterFields: 'shown',
      place: 'metadata',
    }),
    {
      [NEWEST]: 'holds',
      [END]: 'holds',
      [BY_ID]: 'holds',
      [FILTER_FIELDS]: 'holds',
      [PLACE]: 'holds',
      [TOTAL]: 'holds',
      'a page has 100 rows': 'holds',
    },
  ],
  [
    'WHIPPY',
    whippy({ order: 'oldest', callsById: 'missing', filterFields: 'hidden', place: 'row', total: false }),
    {
      [NEWEST]: 'fails, oldest first',
      [BY_ID]: 'fails, refused',
      [FILTER_FIELDS]: 'fails',
      [PLACE]: 'fails',
      [TOTAL]: 'fails',
    },
  ],
  [
    'WHIPPY',
    whippy({ order: 'scattered', callsById: 'refused', place: 'both', clamp: 30 }),
    {
      [NEWEST]: 'fails, in no order',
      [BY_ID]: 'fails, refused',
      [PLACE]: 'holds',
      'a page has 100 rows': 'fails, 30 rows',
    },
  ],
  [
    'WHIPPY',
    whippy({ bounds: 'exclusive', place: 'mixed', maximum: 30 }),
    { [END]: 'fails', [PLACE]: 'holds', 'a page has 100 rows': 'fails, 25 are granted' },
  ],
  ['WHIPPY', whippy({ channels: 'given' }), { 'channel: `channels` is the path': 'holds' }],
  ['WHIPPY', whippy({ channels: 'refused' }), { 'channel: `channels` is the path': 'fails, not found' }],
  [
    'ALLO_MEDIA',
    alloMedia({ beyond: 'refused' }),
    {
      'a `limit` above 200 is refused': 'holds',
      '`offset` may be 10000': 'holds',
      'a page has 200 rows': 'open',
    },
  ],
  [
    'ALLO_MEDIA',
    alloMedia({ beyond: 'clamped', clamp: 30 }),
    { 'a `limit` above 200 is refused': 'fails', 'a page has 200 rows': 'fails, 30 rows' },
  ],
  ['ALLO_MEDIA', alloMedia({ maxOffset: 500 }), { '`offset` may be 10000': 'fails' }],
  [
    'TWIN',
    twin({ beyond: 'refused', unstarted: 'created', upperBoundInclusive: true }),
    { 'a `limit` above 1000 is refused': 'holds', [UNSTARTED]: 'holds', [END]: 'holds' },
  ],
  [
    'TWIN',
    twin({ beyond: 'clamped', unstarted: 'null', nulls: 'first', upperBoundInclusive: false }),
    { 'a `limit` above 1000 is refused': 'fails', [UNSTARTED]: 'fails', [FIRST]: 'holds', [END]: 'fails' },
  ],
  ['TWIN', twin({ unstarted: 'null', nulls: 'last' }), { [UNSTARTED]: 'fails', [FIRST]: 'fails' }],
  ['TWIN', twin({ clamp: 30 }), { 'a page has 200 rows': 'fails, 10 are granted' }],
]

describe('the probe says what the switches are', () => {
  for (const [vendor, options, says] of CASES)
    it(`${vendor} ${JSON.stringify(options)}`, async () => {
      const { resultOf } = await probe(vendor, { options })
      const said = Object.keys(says).map((claim) => {
        const [, noun = 'call', words = claim] = /^(\w+): (.+)$/.exec(claim) ?? []
        return [claim, resultOf(noun, words)]
      })
      assert.deepEqual(Object.fromEntries(said), says)
    })
})

describe('the probe names the settings', () => {
  it('finds paths in singular or plural', async () => {
    // This account has /menu and /agent/current_status.
    const between = (request: Request, answer: Answer) => {
      const url = request.url.replace(/\/v1\/menu(?=[/?]|$)/, '/v1/menus')
      const isPlural = /\/v1\/(?:menus\b|agents\/current_status)/.test(request.url)
      const renamed = url.replace('/agent/current_status', '/agents/current_status')
      return isPlural
        ? Promise.resolve(new Response('{}', { status: 404 }))
        : answer(new Request(renamed, request))
    }
    const { overrides, resultOf } = await probe('UJET', { between })
    assert.deepEqual(overrides, {
      paths: { menus: '/menu', 'agents/current_status': '/agent/current_status' },
    })
    assert.equal(resultOf('menu', '`menus` is the path'), 'fails, `menu` is')
    assert.equal(resultOf('call', '`calls` is the path'), 'holds')
  })

  it('finds names of parameters, and asks by those that are set', async () => {
    const parameterNames = { field: 'dateField', keyword: 'q', phone: 'number', companyId: 'company' }
    const first = await probe('TWIN', { options: twin({ parameterNames }) })
    const parameters = { dateField: 'dateField', keyword: 'q', phone: 'number', companyId: 'company' }
    assert.deepEqual(first.overrides, { parameters })
    assert.equal(first.resultOf('call', '`keyword` is a parameter of calls'), 'fails, `q` is')
    assert.equal(first.resultOf('call', '`id` is a parameter of calls'), 'holds')
    const environment = { TWIN_OVERRIDES: JSON.stringify(first.overrides) }
    const second = await probe('TWIN', { options: twin({ parameterNames }), environment })
    assert.deepEqual(second.overrides, {})
    assert.equal(second.resultOf('call', '`keyword` is a parameter of calls'), 'holds, with `q`')
  })

  it("finds the customer's own keys", async () => {
    const metadataKeys = { caller: 'Numero', agent: 'Conseiller', client: 'crm_id' }
    const { overrides } = await probe('ALLO_MEDIA', { options: alloMedia({ metadataKeys }) })
    assert.deepEqual(overrides, { metadata: { caller: 'Numero', agent: 'Conseiller', client: 'crm_id' } })
  })
})

test('claims are data: no comment of a vendor states one', () => {
  const files = globSync('src/vendors/*/*.ts')
  assert.ok(files.length > 40)
  // Descriptions of the schema are texts.
  const comment = /^\s*(?:\/\/|\/?\*).*UNVERIFIED/m
  assert.deepEqual(
    files.filter((path) => comment.test(readFileSync(path, 'utf8'))),
    [],
  )
})

const VENDORS = ['UJET', 'CALLCAP', 'WHIPPY', 'ALLO_MEDIA', 'TWIN'] as const

for (const vendor of VENDORS) {
  test(`each claim of ${vendor} with a question is settled by the simulator`, async () => {
    const { report } = await probe(vendor)
    const claims = Object.values(descriptionOf(vendor).unverified).flat()
    // No document has a name for the number that was called.
    const asked = claims.filter(({ holds, setting }) => holds !== undefined && setting?.key !== 'called')
    assert.ok(asked.length > 2)
    const open = asked.filter(
      ({ claim }) => report.includes(`| ${claim} | open |`) || !report.includes(`| ${claim} |`),
    )
    assert.deepEqual(open, [])
  })

  test(`a report of ${vendor} has keys and kinds, and no value of a row`, async () => {
    const { code, report, warned, simulators } = await probe(vendor, { options: { canary: 'CANARY-7' } })
    assert.equal(code, 0)
    const said = report + warned.join()
    assert.doesNotMatch(said, /CANARY/i)
    assert.doesNotMatch(said, /https?:|\.test\b|sandbox/)
    // Words of enums are texts that a claim may name.
    const texts = everyText(simulators[vendor].data).map(([, text]) => text)
    const keys = new Set(everyText(simulators[vendor].data).flatMap(([path]) => path))
    for (const row of simulators.UJET.data.campaigns)
      for (const key of Object.keys(row.contact_stats ?? {})) keys.add(key)
    const values = new Set(texts.filter((text) => text.length > 5 && /[\d@ ]/.test(text) && !keys.has(text)))
    assert.ok(values.size > 100)
    assert.deepEqual(
      [...values].filter((value) => said.includes(value)),
      [],
    )
    assert.match(report, / (?:instant|local time) \d+/)
  })

  test(`a probe of ${vendor} only reads, at half of the quota`, async () => {
    const { sentAt, methods, report } = await probe(vendor)
    const reads = [...methods].filter((one) => !one.startsWith('GET '))
    assert.deepEqual(
      reads.filter((one) => !/\/(?:calls\/search|token|auth\/login)$/.test(one)),
      [],
    )
    const { requests, windowMs } = descriptionOf(vendor).quota
    const apart = sentAt.slice(1).map((at, index) => at - (sentAt[index] ?? 0))
    assert.ok(Math.min(...apart) >= (2 * windowMs) / requests, `${Math.min(...apart)} ms apart`)
    assert.match(report, new RegExp(`^${sentAt.length} requests`, 'm'))
  })
}

test('--requests ends the questions, and what was settled stays', async () => {
  const { code, report, sentAt, resultOf } = await probe('UJET', { args: ['--requests', '3'] })
  assert.equal(code, 0)
  assert.equal(sentAt.length, 3)
  assert.equal(resultOf('agent', '`agents` is the path'), 'holds')
  assert.equal(resultOf('team', '`teams` is the path'), 'open, BUDGET_SPENT')
  assert.match(report, /^3 requests/m)
})

test('Ctrl-C ends the questions, and what was settled stays', async () => {
  const interrupt = new AbortController()
  let asked = 0
  const { code, report, sentAt, resultOf } = await probe('UJET', {
    signal: interrupt.signal,
    between: (request, answer) => {
      asked += 1
      if (asked === 3) interrupt.abort()
      return answer(request)
    },
  })
  assert.equal(code, 130)
  assert.equal(sentAt.length, 3)
  assert.match(report, /^3 requests by .+, interrupted\. /m)
  assert.equal(resultOf('agent', '`agents` is the path'), 'holds')
  assert.doesNotMatch(report, /UPSTREAM|\| team \|/)
})

test('an account without rows leaves claims about rows open, and its paths are settled', async () => {
  const between = async (request: Request, answer: Answer) => {
    const response = await answer(request)
    const body: unknown = await response.json()
    return Response.json(Array.isArray(body) ? [] : body, { headers: { 'content-type': 'application/json' } })
  }
  const { code, report, resultOf, overrides } = await probe('UJET', { between })
  assert.equal(code, 0)
  assert.equal(resultOf('call', '`calls` is the path'), 'holds')
  assert.doesNotMatch(report, /\| `created_at` filters \| (?:holds|fails)/)
  assert.match(report, /^## call, `calls`: 0 rows, 0 readable$/m)
  assert.deepEqual(overrides, {})
})

test('an account that refuses the credentials is reported by code', async () => {
  const between = () => Promise.resolve(new Response('{}', { status: 401 }))
  const { code, warned, resultOf } = await probe('CALLCAP', { between })
  assert.equal(code, 1)
  const words = 'callcap: no list was answered (UPSTREAM_UNAUTHORIZED); check its address and credentials'
  assert.ok(warned.join('\n').includes(words))
  assert.equal(resultOf('call', '`v2/get/calls/` is the path'), 'open, UPSTREAM_UNAUTHORIZED')
})

test('an answer of another shape leaves the path open', async () => {
  const between = () => Promise.resolve(Response.json({ message: 'welcome' }))
  const { resultOf } = await probe('CALLCAP', { between })
  assert.equal(resultOf('call', '`v2/get/calls/` is the path'), 'open, of another shape')
})

test('keys that rows read or keep whole are not listed as unread, others are', async () => {
  const { report } = await probe('ALLO_MEDIA')
  const [, unread = ''] = /Keys that Switchboard does not read: (.+)\.$/m.exec(report) ?? []
  assert.match(unread, /`data\[\]\.emotion`/)
  assert.doesNotMatch(unread, /metadata|tracking_info|duration/)
  assert.match(report, /^data\[\]\.metadata\.ANI {2}/m)
  assert.match(report, /^Fields that no row fills: `to`\.$/m)
})

test('keys that may be data are hidden', () => {
  const people = Object.fromEntries(
    ['Ada Byron', 'Grace', '79161234567', 'a@b.example'].map((key) => [key, 1]),
  )
  const bodies = [
    { agents: people, names: ['Grace'], call_count: 1 },
    // Ids: each key once in many objects.
    {
      rows: Array.from({ length: 12 }, (_, index) => ({
        [`k${String.fromCharCode(97 + index)}`]: index,
        id: index,
      })),
    },
  ]
  const paths = bodies.flatMap((body) => shapeOf(body).map(({ path }) => path))
  assert.deepEqual(
    paths.filter((path) => path !== '(answer)'),
    ['agents', 'agents.*', 'names', 'names[]', 'call_count', 'rows', 'rows[]', 'rows[].id', 'rows[].*'],
  )
})

test('wrong arguments and settings end with the code 2, before any request', async () => {
  for (const [args, words] of [
    [['nobody'], /^expected accounts among ujet, /],
    [['--requests', 'all'], /^--requests: expected a whole number/],
    [['--write'], /--write/],
  ] as const) {
    const { code, warned, sentAt } = await probe('UJET', { args })
    assert.equal(code, 2)
    assert.match(warned.join('\n'), words)
    assert.deepEqual(sentAt, [])
  }
})

test('--help prints the usage, and nothing else', async () => {
  const { code, report, warned, sentAt } = await probe('UJET', { args: ['--help'] })
  assert.match(report, /^npm run probe -- /)
  assert.deepEqual([code, warned, sentAt], [0, [], []])
})

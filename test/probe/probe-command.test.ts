// `npm run probe` against all simulators: what it says of an account is what its switches are.
import type { SandboxOptions } from '../../src/demo/sandbox.ts'
import type { SimulatedVendor } from '../../src/demo/accounts.ts'
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { describe, it, test } from 'node:test'
import { sandboxEnvironment, simulatorsOf } from '../../src/demo/accounts.ts'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { probeCommand } from '../../src/probe-command.ts'
import { descriptionOf } from '../../src/vendors/index.ts'
import { everyText } from '../demo/ask.ts'
import { createVirtualClock } from '../support/clock.ts'

type Options = Partial<Omit<SandboxOptions, 'clock'>>
type Answer = (request: Request) => Promise<Response>

interface Asked {
  readonly options?: Options
  readonly args?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** Stands between the probe and the vendor. */
  readonly between?: (request: Request, answer: Answer) => Promise<Response>
}

async function probe(
  vendor: SimulatedVendor,
  { options = {}, args = [], environment = {}, between }: Asked = {},
) {
  const clock = createVirtualClock()
  const sandbox = createSandbox({ scale: 0.1, lively: false, ...options, clock })
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

/** A vendor's switches, a claim, and what the probe says of it. */
type Row = readonly [vendor: SimulatedVendor, options: Options, noun: string, claim: string, result: string]

const of = (vendor: 'callcap' | 'whippy' | 'alloMedia' | 'twin', switches: object): Options => ({
  [vendor]: switches,
})
const callcap = (switches: object) => of('callcap', switches)
const whippy = (switches: object) => of('whippy', switches)
const alloMedia = (switches: object) => of('alloMedia', switches)
const twin = (switches: object) => of('twin', switches)

const END = 'the end of a range of starts is included'
const NEWEST = 'rows come newest first'
const TOTAL = 'answers have a total'

const ROWS: readonly Row[] = [
  ['UJET', {}, 'call', '`created_at` filters', 'holds'],
  ['UJET', { unproven: 'ignored' }, 'call', '`created_at` filters', 'fails, ignored'],
  ['UJET', { unproven: 'refused' }, 'call', '`created_at` filters', 'fails, refused'],
  ['UJET', {}, 'call', '`id[]` takes several ids', 'holds'],
  ['UJET', { unproven: 'ignored' }, 'call', '`id[]` takes several ids', 'fails, ignored'],
  ['UJET', { unproven: 'refused' }, 'call', '`id[]` takes several ids', 'fails, refused'],
  ['UJET', {}, 'call', 'sorts by `created_at`', 'holds'],
  ['UJET', { callSort: 'ignored' }, 'call', 'sorts by `created_at`', 'fails, ignored'],
  ['UJET', { callSort: 'refused' }, 'call', 'sorts by `created_at`', 'fails, refused'],
  ['UJET', { callSort: 'refused' }, 'call', 'sorts by `updated_at`', 'holds'],
  ['UJET', { nulls: 'low' }, 'call', 'rows without `queued_at` come first in ASC', 'holds'],
  ['UJET', { nulls: 'low' }, 'call', 'rows without `queued_at` come first in DESC', 'fails'],
  ['UJET', { nulls: 'high' }, 'call', 'rows without `queued_at` come first in ASC', 'fails'],
  ['UJET', { nulls: 'high' }, 'call', 'rows without `queued_at` come first in DESC', 'holds'],
  ['UJET', { nulls: 'last' }, 'call', 'rows without `queued_at` come first in ASC', 'fails'],
  ['UJET', { nulls: 'last' }, 'call', 'rows without `queued_at` come first in DESC', 'fails'],
  ['UJET', { headers: { total: false, link: true } }, 'call', TOTAL, 'fails'],
  ['UJET', { headers: { total: false, link: true } }, 'call', 'answers say if a page follows', 'holds'],
  ['UJET', { headers: { total: true, link: false } }, 'call', TOTAL, 'holds'],
  ['UJET', { headers: { total: true, link: false } }, 'call', 'answers say if a page follows', 'fails'],
  ['UJET', { upperBoundInclusive: true }, 'call', END, 'holds'],
  ['UJET', { upperBoundInclusive: false }, 'call', END, 'fails'],
  ['UJET', {}, 'call', '`support_number[]` filters', 'holds'],
  ['UJET', { supportNumbers: 'national' }, 'call', '`support_number[]` filters', 'fails, ignored'],
  ['UJET', {}, 'call', 'a page has 100 rows', 'holds'],
  ['UJET', { clamp: 30 }, 'call', 'a page has 100 rows', 'fails, 30 rows'],
  ['CALLCAP', callcap({ empty: 'status' }), 'call', 'an answer without calls has the status 404', 'holds'],
  ['CALLCAP', callcap({ empty: 'list' }), 'call', 'an answer without calls has the status 404', 'fails'],
  ['CALLCAP', callcap({ one: 'list' }), 'call', 'one call comes as a list', 'holds'],
  ['CALLCAP', callcap({ one: 'object' }), 'call', 'one call comes as a list', 'fails'],
  ...(['heeded', 'ignored', 'refused'] as const).map((parametersOfOne): Row => {
    const claim = "one call's path takes the parameters of the search"
    return [
      'CALLCAP',
      callcap({ parametersOfOne }),
      'call',
      claim,
      parametersOfOne === 'heeded' ? 'holds' : 'fails',
    ]
  }),
  ['CALLCAP', callcap({ endDateInclusive: true }), 'call', '`search_enddate` is included', 'holds'],
  ['CALLCAP', callcap({ endDateInclusive: false }), 'call', '`search_enddate` is included', 'fails'],
  ...[true, false].map((demographics): Row => {
    const claim = 'rows have `demographics` when `detail` asks for them'
    return ['CALLCAP', callcap({ demographics }), 'call', claim, demographics ? 'holds' : 'fails']
  }),
  ['CALLCAP', callcap({ clamp: 40 }), 'call', 'a page has 200 rows', 'fails, 40 rows'],
  ['WHIPPY', whippy({ order: 'newest' }), 'call', NEWEST, 'holds'],
  ['WHIPPY', whippy({ order: 'oldest' }), 'call', NEWEST, 'fails, oldest first'],
  ['WHIPPY', whippy({ order: 'scattered' }), 'call', NEWEST, 'fails, in no order'],
  ['WHIPPY', whippy({ bounds: 'inclusive' }), 'call', END, 'holds'],
  ['WHIPPY', whippy({ bounds: 'exclusive' }), 'call', END, 'fails'],
  ['WHIPPY', whippy({ total: false }), 'call', TOTAL, 'fails'],
  ['WHIPPY', whippy({ clamp: 30 }), 'call', 'a page has 100 rows', 'fails, 30 rows'],
  ['WHIPPY', whippy({ maximum: 30 }), 'call', 'a page has 100 rows', 'fails, 25 are granted'],
  ['WHIPPY', whippy({ callsById: 'given' }), 'call', '`calls/{id}` has one row', 'holds'],
  ['WHIPPY', whippy({ callsById: 'missing' }), 'call', '`calls/{id}` has one row', 'fails, refused'],
  ['WHIPPY', whippy({ callsById: 'refused' }), 'call', '`calls/{id}` has one row', 'fails, refused'],
  ['WHIPPY', whippy({ channels: 'given' }), 'channel', '`channels` is the path', 'holds'],
  ['WHIPPY', whippy({ channels: 'refused' }), 'channel', '`channels` is the path', 'fails, not found'],
  [
    'WHIPPY',
    whippy({ filterFields: 'shown' }),
    'call',
    'rows have `mode`, `voicemail` and `agent_version_id`',
    'holds',
  ],
  [
    'WHIPPY',
    whippy({ filterFields: 'hidden' }),
    'call',
    'rows have `mode`, `voicemail` and `agent_version_id`',
    'fails',
  ],
  ...(['metadata', 'row', 'both', 'mixed'] as const).map((place): Row => {
    const claim = '`metadata` has the AI agent and the duration'
    return ['WHIPPY', whippy({ place }), 'call', claim, place === 'row' ? 'fails' : 'holds']
  }),
  [
    'ALLO_MEDIA',
    alloMedia({ clamp: 30, beyond: 'clamped' }),
    'call',
    'a page has 200 rows',
    'fails, 30 rows',
  ],
  ['ALLO_MEDIA', alloMedia({ beyond: 'refused' }), 'call', 'a `limit` above 200 is refused', 'holds'],
  ['ALLO_MEDIA', alloMedia({ beyond: 'clamped' }), 'call', 'a `limit` above 200 is refused', 'fails'],
  ['ALLO_MEDIA', {}, 'call', '`offset` may be 10000', 'holds'],
  ['ALLO_MEDIA', alloMedia({ maxOffset: 500 }), 'call', '`offset` may be 10000', 'fails'],
  ['TWIN', twin({ clamp: 30 }), 'call', 'a page has 200 rows', 'fails, 10 are granted'],
  ['TWIN', twin({ beyond: 'refused' }), 'call', 'a `limit` above 1000 is refused', 'holds'],
  ['TWIN', twin({ beyond: 'clamped' }), 'call', 'a `limit` above 1000 is refused', 'fails'],
  [
    'TWIN',
    twin({ unstarted: 'created' }),
    'call',
    'a session that is not dialled has its creation as start',
    'holds',
  ],
  [
    'TWIN',
    twin({ unstarted: 'null' }),
    'call',
    'a session that is not dialled has its creation as start',
    'fails',
  ],
  ...(['first', 'last'] as const).map((nulls): Row => {
    const claim = 'the list by start begins with sessions that have none'
    return ['TWIN', twin({ unstarted: 'null', nulls }), 'call', claim, nulls === 'first' ? 'holds' : 'fails']
  }),
  ['TWIN', twin({ upperBoundInclusive: true }), 'call', END, 'holds'],
  ['TWIN', twin({ upperBoundInclusive: false }), 'call', END, 'fails'],
]

describe('the probe says what the switches are', () => {
  const probes = new Map<string, ReturnType<typeof probe>>()
  for (const [vendor, options, noun, claim, result] of ROWS) {
    const key = `${vendor} ${JSON.stringify(options)}`
    it(`${key}: ${noun}, ${claim}: ${result}`, async () => {
      const probed = probes.get(key) ?? probe(vendor, { options })
      probes.set(key, probed)
      assert.equal((await probed).resultOf(noun, claim), result)
    })
  }
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
  const files = globSync('src/vendors/*/*.ts').filter((path) => !/graph(?:-\w+)?\.ts$/.test(path))
  assert.ok(files.length > 40)
  assert.deepEqual(
    files.filter((path) => readFileSync(path, 'utf8').includes('UNVERIFIED')),
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

test('an account that refuses the credentials is reported by code', async () => {
  const between = () => Promise.resolve(new Response('{}', { status: 401 }))
  const { code, resultOf } = await probe('CALLCAP', { between })
  assert.equal(code, 0)
  assert.equal(resultOf('call', '`v2/get/calls/` is the path'), 'open, UPSTREAM_UNAUTHORIZED')
})

test('wrong arguments and settings end with the code 2, before any request', async () => {
  for (const [args, words] of [
    [['nobody'], /^expected accounts among ujet, /],
    [['--requests', 'all'], /^--requests: expected a whole number/],
    [['--write'], /--write/],
    [['--help'], /^npm run probe -- /],
  ] as const) {
    const { code, warned, sentAt } = await probe('UJET', { args })
    assert.equal(code, 2)
    assert.match(warned.join('\n'), words)
    assert.deepEqual(sentAt, [])
  }
})

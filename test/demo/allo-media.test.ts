/** Allo-Media's Activate API as the sandbox plays it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAlloMedia, type AlloMediaSwitches } from '../../src/demo/allo-media/allo-media.ts'
import type { SimulatorOptions } from '../../src/demo/simulator.ts'
import type { Row } from '../../src/demo/shelf.ts'
import { createSandbox } from '../../src/demo/sandbox.ts'

const start = Date.parse('2026-03-10T09:30:15.250Z')
const minute = 60_000

type Body = Row & { count: number; data: Row[]; errors: Record<'id' | 'title' | 'detail', string>[] }

function open(options: Partial<SimulatorOptions & AlloMediaSwitches> = {}) {
  let at = start
  const vendor = createAlloMedia({ scale: 0.05, quota: false, ...options, clock: { now: () => at } })
  const authorization = `Token ${vendor.credentials.token}`

  async function get(path: string, headers: Record<string, string> = { authorization }) {
    const response = await vendor(new Request(`http://allo.example${path}`, { headers }))
    const text = await response.text()
    const body: Body = text.startsWith('{') ? JSON.parse(text) : {}
    return { status: response.status, headers: response.headers, body }
  }

  async function askToken(form: Record<string, string> | string, method = 'POST') {
    const body = typeof form === 'string' ? form : new URLSearchParams(form)
    const url = `http://allo.example${vendor.tokenPath}`
    const response = await vendor(new Request(url, method === 'GET' ? {} : { method, body }))
    const json: Record<string, unknown> = await response.json()
    return { status: response.status, body: json }
  }

  return { vendor, get, askToken, now: () => at, pass: (milliseconds: number) => void (at += milliseconds) }
}

const grant = { client_id: 'sandbox', client_secret: 'sandbox-secret', grant_type: 'client_credentials' }
const ids = (rows: readonly Row[]): unknown[] => rows.map((row) => row.unique_id)
const at = (row: Row, field: string): number => Date.parse(String(row[field]))

const five: Row[] = [1, 2, 3, 4, 5].map((day) => ({
  unique_id: `c${day}`,
  timestamp: `2026-03-0${day}T00:00:00Z`,
  // Processed in another order than made.
  qualified: day === 5 ? null : `2026-03-0${day === 1 ? 9 : day}T06:00:00Z`,
  status: day % 2 === 0 ? 'void' : 'qualified',
  audio_state: ['AVAILABLE', 'available', 'MISSING', 'MISSING', null][day - 1],
  transcript_json: {},
  tracking_info: null,
}))

// Who gets in.

test('client credentials buy a token that opens the calls until it expires', async () => {
  const client = open({ tokenSeconds: 300 })
  const { status, body } = await client.askToken({ ...grant, scope: 'openid' })
  assert.equal(status, 200)
  assert.deepEqual([body.token_type, body.expires_in, body.refresh_token], ['Bearer', 300, undefined])
  const headers = { authorization: `Bearer ${String(body.access_token)}` }
  assert.equal((await client.get('/calls', headers)).status, 200)
  client.pass(300_000 - 1)
  assert.equal((await client.get('/calls', headers)).status, 200)
  client.pass(1)
  const refused = await client.get('/calls', headers)
  assert.equal(refused.status, 401)
  assert.deepEqual(refused.body.errors, [
    { id: 'all', title: 'authentication_failed', detail: 'Token has expired.' },
  ])
})

test('every token request gives another token, and old ones stay valid', async () => {
  const client = open()
  const [one, other] = [await client.askToken(grant), await client.askToken(grant)]
  assert.notEqual(one.body.access_token, other.body.access_token)
  const headers = { authorization: `Bearer ${String(one.body.access_token)}` }
  assert.equal((await client.get('/calls', headers)).status, 200)
})

test('revoked tokens are refused, and a new one is good', async () => {
  const client = open()
  const old = { authorization: `Bearer ${String((await client.askToken(grant)).body.access_token)}` }
  client.vendor.revokeTokens()
  assert.equal((await client.get('/calls', old)).status, 401)
  const fresh = { authorization: `Bearer ${String((await client.askToken(grant)).body.access_token)}` }
  assert.equal((await client.get('/calls', fresh)).status, 200)
})

test('a token request that is wrong is refused in the words of OAuth', async () => {
  const client = open()
  const cases = [
    [{ ...grant, client_secret: 'wrong' }, 401, 'unauthorized_client'],
    [{ ...grant, client_id: 'other' }, 401, 'unauthorized_client'],
    [{ ...grant, grant_type: 'password' }, 400, 'unsupported_grant_type'],
    [{ client_id: 'sandbox', client_secret: 'sandbox-secret' }, 400, 'invalid_request'],
    [{ ...grant, audience: 'x' }, 400, 'invalid_request'],
    // A form is wanted, not JSON.
    [JSON.stringify(grant), 400, 'invalid_request'],
  ] as const
  for (const [form, status, error] of cases) {
    const refused = await client.askToken(form)
    assert.deepEqual([refused.status, refused.body.error], [status, error])
  }
  assert.equal((await client.askToken('', 'GET')).status, 405)
})

test('the static token of the older API opens the calls too, under its own word only', async () => {
  const client = open({ token: 'abc' })
  assert.equal((await client.get('/calls', { authorization: 'Token abc' })).status, 200)
  for (const authorization of ['Token abcd', 'Bearer abc', 'abc', 'Basic abc']) {
    const { status, body } = await client.get('/calls', { authorization })
    assert.equal(status, 401, authorization)
    assert.deepEqual(body.errors, [{ id: 'all', title: 'authentication_failed', detail: 'Invalid token.' }])
  }
  assert.equal((await client.get('/calls', {})).status, 401)
})

test('forty requests pass in any ten seconds, and what is refused spends nothing', async () => {
  const client = open({ quota: true, rows: { calls: five } })
  for (let count = 0; count < 40; count++) {
    assert.equal((await client.get('/calls')).status, 200)
    client.pass(100)
  }
  const { status, headers } = await client.get('/calls')
  assert.deepEqual([status, headers.get('retry-after')], [429, null])
  client.pass(5999)
  assert.equal((await client.get('/calls')).status, 429)
  client.pass(1)
  assert.equal((await client.get('/calls')).status, 200)
  assert.equal((await client.get('/calls')).status, 429)
  assert.equal((await client.askToken(grant)).status, 200)
  client.pass(100)
  assert.equal((await client.get('/calls')).status, 200)
})

test('what is malformed, out of a list or undocumented is refused, naming the parameter', async () => {
  const { get } = open({ rows: { calls: five } })
  const wrong =
    'limit=0 limit=-1 limit=x limit= limit=201 offset=-1 offset=10001 offset=1.5 order=-timestamp order=duration ' +
    'order= status=done status=qualified,%20void exclude=transcript exclude=metadata.ANI timestamp_from=2026-03-01 ' +
    'timestamp_from=2026-03-01T00:00:00 timestamp_to=2026-03-01T00:00:00+02:00 timestamp_to=now qualified_from= ' +
    'qualified_to=2026-03-01T00:00:00.000Z qualified_to=2026-13-01T00:00:00Z limit=1&limit=2'
  const undocumented =
    'direction=IN agent=x campaign=x phone=1 duration=1 lang=fr tag=x q=x page=1 per=5 sort=timestamp fields=tags ' +
    'include=tags timestamp=2026-03-01T00:00:00Z'
  for (const query of [...wrong.split(' '), ...undocumented.split(' ')]) {
    const { status, body } = await get(`/calls?${query}`)
    assert.deepEqual([status, body.errors?.[0]?.id], [400, query.split('=')[0]], query)
  }
})

// Pages.

test('a page holds fifty calls unless asked otherwise, and two hundred at most', async () => {
  const calls = Array.from({ length: 450 }, (_, index) => ({
    unique_id: `c${index}`,
    timestamp: '2026-03-01T00:00:00Z',
    qualified: '2026-03-01T00:00:00Z',
    status: 'qualified',
  }))
  const { get } = open({ rows: { calls } })
  assert.equal((await get('/calls')).body.data.length, 50)
  const pages = [0, 200, 400, 600].map(
    async (offset) => (await get(`/calls?limit=200&offset=${offset}`)).body,
  )
  const bodies = await Promise.all(pages)
  assert.deepEqual(
    bodies.map((body) => [body.count, body.data.length]),
    [
      [450, 200],
      [450, 200],
      [450, 50],
      [450, 0],
    ],
  )
  assert.equal(new Set(bodies.flatMap((body) => ids(body.data))).size, 450)
  assert.notDeepEqual(ids(bodies[0]!.data), ids(calls.slice(0, 200)), 'ties stand unlike ids')
})

test('the offset ends at ten thousand, or where a switch says', async () => {
  const { get } = open({ rows: { calls: five } })
  assert.deepEqual((await get('/calls?offset=10000')).body, { count: 3, data: [] })
  const narrow = open({ rows: { calls: five }, maxOffset: 1, clamp: 2 })
  assert.equal((await narrow.get('/calls?offset=1&limit=2')).status, 200)
  assert.equal((await narrow.get('/calls?offset=2')).status, 400)
  assert.equal((await narrow.get('/calls?limit=3')).status, 400)
  assert.equal((await narrow.get('/calls')).body.data.length, 2)
})

test('what is too large can be lowered instead of refused', async () => {
  const { get } = open({ rows: { calls: five }, maxOffset: 1, clamp: 2, beyond: 'clamped' })
  assert.deepEqual(ids((await get('/calls?offset=9&limit=9&order=timestamp')).body.data), ['c3', 'c1'])
})

test('in one sandbox some calls come in at the very second of a call at UJET or TWIN', () => {
  const { alloMedia, ujet, twin } = createSandbox({ clock: { now: () => start }, scale: 0.3 })
  const atUjet = new Set(ujet.data.calls.map((call) => at(call, 'created_at')))
  const atTwin = new Set(twin.data.calls.map((call) => at(call, 'startedAt')))
  const times = alloMedia.data.calls.map((call) => at(call, 'timestamp'))
  assert.ok(times.filter((time) => atUjet.has(time)).length > 40)
  assert.ok(times.some((time) => atTwin.has(time) && atUjet.has(time)))
})

test('rows are as odd as the documents make them', () => {
  const { calls } = open({ scale: 0.5 }).vendor.data
  const kinds = (field: string): Set<string> => new Set(calls.map((call) => typeof call[field]))
  assert.deepEqual(kinds('duration'), new Set(['string', 'number', 'object']))
  assert.ok(kinds('ivr_end').has('string') && kinds('ivr_end').has('number'))
  assert.ok(kinds('qualification').has('string') && kinds('qualification').has('object'))
  const states = new Set(calls.map((call) => call.audio_state))
  for (const state of ['AVAILABLE', 'available', 'MISSING', 'missing']) assert.ok(states.has(state), state)
  const text = JSON.stringify(calls)
  for (const part of ['"Direction":"IN"', '"Direction":"OUT"', '"ANI":"+33', '"ANI":"33', '"confidence":"'])
    assert.ok(text.includes(part), part)
  const hollow = calls.filter((call) => call.status === 'void')
  assert.ok(hollow.length > 50 && hollow.every((call) => call.transcript_json == null))
  assert.ok(hollow.some((call) => call.qualified === null))
})

test('metadata have the keys that the customer chose', () => {
  const { calls } = open({ metadataKeys: { caller: 'Numero', agent: 'Conseiller' } }).vendor.data
  const keys = new Set(calls.flatMap((call) => Object.keys((call.metadata ?? {}) as Row)))
  assert.deepEqual(
    ['Numero', 'Conseiller', 'Direction', 'ClientID', 'ANI', 'Agent'].map((key) => keys.has(key)),
    [true, true, true, true, false, false],
  )
})

test('a call appears when it has been processed, and its recording goes after weeks', async () => {
  const client = open({ scale: 0.3 })
  const before = new Set(ids(client.vendor.data.calls))
  client.pass(20 * minute)
  await client.get('/calls?limit=1')
  const fresh = client.vendor.data.calls.filter((call) => !before.has(call.unique_id))
  assert.ok(fresh.length > 12, String(fresh.length))
  assert.ok(
    fresh.some((call) => at(call, 'timestamp') < start),
    'behind newer ones that were there already',
  )
  assert.ok(fresh.every((call) => call.qualified === null || at(call, 'qualified') > start))
  const call = client.vendor.data.calls.find(({ audio_state: state }) => state === 'AVAILABLE')
  client.pass(17 * 24 * 60 * minute)
  assert.equal((await client.get(`/calls/${String(call!.unique_id)}`)).body.audio_state, 'MISSING')
})

test('what stands at an instant does not depend on how often somebody looked before', async () => {
  const [patient, curious] = [open({ scale: 0.3 }), open({ scale: 0.3 })]
  for (let count = 0; count < 40; count++) {
    curious.pass(minute)
    await curious.get('/calls')
  }
  patient.pass(40 * minute)
  await patient.get('/calls')
  assert.deepEqual(patient.vendor.data.calls, curious.vendor.data.calls)
})

test('with a canary every personal value carries it', () => {
  const { calls } = open({ canary: 'CANARY7', scale: 0.3 }).vendor.data
  const clean = new Set(
    (
      'unique_id timestamp qualified created_at duration ivr_end status campaign audio_state uuid label type ' +
      'confidence Direction ClientCaptureDate UDF_num_01 callUniqueId lang asr_model from source'
    ).split(' '),
  )
  const leaks: string[] = []
  const visit = (value: unknown, path: readonly string[]): void => {
    if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) visit(inner, [...path, key])
      return
    }
    const [last = '', parent = ''] = path.toReversed()
    // The company's own lines are nobody's, and a qualification's label is a customer's.
    const own = last === 'number' && String(value).startsWith('33180')
    const label = last === 'label' && parent === 'qualification'
    const personal = typeof value === 'string' && (label || !clean.has(last)) && !own
    if (personal && !value.includes('CANARY7')) leaks.push(`${path.join('.')}: ${value}`)
  }
  for (const call of calls) visit(call, [])
  assert.deepEqual(leaks, [])
})

/** TWIN's services as the sandbox plays them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SimulatorOptions } from '../../src/demo/simulator.ts'
import type { Row } from '../../src/demo/shelf.ts'
import { createTwin, type TwinSwitches } from '../../src/demo/twin/twin.ts'

const start = Date.parse('2026-03-10T09:30:15.250Z')
const minute = 60_000

type Body = Row & { count: number; items: Row[]; error: string; details: unknown }

const show = (token: unknown) => ({ headers: { authorization: `Bearer ${String(token)}` } })

function open(options: Partial<SimulatorOptions & TwinSwitches> = {}) {
  let at = start
  const vendor = createTwin({ scale: 0.05, quota: false, ...options, clock: { now: () => at } })
  const { analytics, auth, telephony, bot, chat } = vendor.basePaths
  let bearer = ''

  async function ask(path: string, init: RequestInit = {}) {
    const response = await vendor(new Request(`http://twin.example${path}`, init))
    const body: Body = JSON.parse(await response.text())
    return { status: response.status, body }
  }

  const post = (path: string, body: unknown) =>
    ask(`${auth}${path}`, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) })
  const login = (extra: Row = {}) => post('/auth/login', { ...vendor.credentials, ...extra })

  async function get(path: string) {
    const answer = await ask(path, show(bearer))
    if (answer.status !== 401) return answer
    bearer = String((await login()).body.token)
    return ask(path, show(bearer))
  }

  return {
    vendor,
    ask,
    post,
    login,
    show,
    get,
    calls: (query: string) => get(`${analytics}/search/cis/calls?${query}`),
    users: (path: string) => get(`${auth}/users${path}`),
    tasks: (query: string) => get(`${telephony}/telephony/autoCall${query}`),
    bots: (path: string) => get(`${bot}/bots${path}`),
    chats: (path: string) => get(`${chat}/sessions${path}`),
    now: () => at,
    pass: (milliseconds: number) => void (at += milliseconds),
  }
}

const ids = (rows: readonly Row[]): unknown[] => rows.map((row) => row.id)
const at = (row: Row, field: string): number => Date.parse(String(row[field]))
const claimsOf = (token: unknown): Row =>
  JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString())

const five: Row[] = [1, 2, 3, 4, 5].map((day) => ({
  id: `s${day}`,
  phone: `7000000000${day}`,
  status: ['ANSWERED', 'BUSY', 'CANCEL', 'ANSWERED', 'EXPIRED'][day - 1],
  taskId: day < 3 ? 't1' : 't2',
  companyId: day === 5 ? 7 : 1200,
  duration: day === 2 ? '70' : (day * 50) % 120,
  createdAt: `2026-03-0${day}T00:00:00+00:00`,
  startedAt: day === 3 ? null : `2026-03-0${6 - day}T03:00:00+03:00`,
  updatedAt: `2026-03-0${day}T01:00:00+00:00`,
  messages: day === 4 ? [{ role: 'CLIENT', text: 'Please Call Back' }] : [],
}))

// Who gets in.

test('a login gives a JWT that tells when it expires, and a token to refresh it', async () => {
  const client = open({ tokenSeconds: 600, rows: { calls: five } })
  const { status, body } = await client.login()
  assert.equal(status, 200)
  assert.deepEqual(Object.keys(body), ['token', 'refreshToken'])
  const { iat, exp } = claimsOf(body.token)
  assert.deepEqual([iat, exp], [Math.floor(start / 1000), Math.floor(start / 1000) + 600])
  const path = `${client.vendor.basePath}/search/cis/calls?fields=id`
  assert.equal((await client.ask(path, client.show(body.token))).status, 200)
  client.pass(600_000)
  assert.deepEqual(await client.ask(path, client.show(body.token)), {
    status: 401,
    body: { error: 'Token is expired.', details: null },
  })
})

test('a ttl shortens the life of a token and cannot lengthen it', async () => {
  const client = open({ tokenSeconds: 600 })
  for (const [ttl, seconds] of [
    [60, 60],
    [86_400, 600],
  ] as const) {
    const { iat, exp } = claimsOf((await client.login({ ttl, companyId: 1200, extra: {} })).body.token)
    assert.equal(Number(exp) - Number(iat), seconds)
  }
})

test('a refresh gives new tokens, once, whether or not the old one has expired', async () => {
  const client = open({ tokenSeconds: 60, refreshSeconds: 3600 })
  const { refreshToken } = (await client.login()).body
  client.pass(61_000)
  const fresh = await client.post('/auth/refresh', { refreshToken, ttl: 30 })
  assert.equal(fresh.status, 200)
  assert.equal(Number(claimsOf(fresh.body.token).exp), Math.floor(client.now() / 1000) + 30)
  const me = `${client.vendor.basePaths.auth}/users/me`
  assert.equal((await client.ask(me, client.show(fresh.body.token))).status, 200)
  assert.deepEqual(await client.post('/auth/refresh', { refreshToken }), {
    status: 401,
    body: { error: 'Refresh token is invalid.', details: null },
  })
  client.pass(3600_000)
  const late = await client.post('/auth/refresh', { refreshToken: fresh.body.refreshToken })
  assert.equal(late.status, 401)
})

test('revoked tokens can be neither used nor refreshed', async () => {
  const client = open()
  const { token, refreshToken } = (await client.login()).body
  client.vendor.revokeTokens()
  const me = `${client.vendor.basePaths.auth}/users/me`
  assert.equal((await client.ask(me, client.show(token))).status, 401)
  assert.equal((await client.post('/auth/refresh', { refreshToken })).status, 401)
  assert.equal((await client.ask(me, client.show((await client.login()).body.token))).status, 200)
})

test('wrong logins are refused', async () => {
  const client = open({ email: 'a@example.com', password: 'b' })
  const cases: [unknown, number][] = [
    [{ email: 'a@example.com', password: 'b' }, 200],
    [{ email: 'a@example.com', password: 'c' }, 401],
    [{ email: 'c@example.com', password: 'b' }, 401],
    [{ email: 'a@example.com' }, 400],
    [{ email: 'a@example.com', password: 'b', remember: true }, 400],
    [{ email: 'a@example.com', password: 'b', ttl: '60' }, 400],
    [{ email: 'a@example.com', password: 'b', ttl: 0 }, 400],
    [[], 400],
    ['email=a', 400],
  ]
  for (const [body, status] of cases) assert.equal((await client.post('/auth/login', body)).status, status)
  const { auth } = client.vendor.basePaths
  assert.equal((await client.ask(`${auth}/auth/login`)).status, 405)
  assert.equal((await client.ask(`${auth}/auth/refresh`)).status, 405)
  assert.equal((await client.post('/auth/refresh', {})).status, 400)
})

test('without a token, or with one that somebody altered, nothing is answered', async () => {
  const client = open({ rows: { calls: five } })
  const { token } = (await client.login()).body
  const path = `${client.vendor.basePath}/search/cis/calls?fields=id`
  const [head = '', body = '', signature = ''] = String(token).split('.')
  const longer = Buffer.from(JSON.stringify({ ...claimsOf(token), exp: 9_999_999_999 })).toString('base64url')
  for (const authorization of [
    undefined,
    String(token),
    `Token ${String(token)}`,
    `Bearer ${head}.${longer}.${signature}`,
    `Bearer ${head}.${body}`,
    'Bearer x',
  ]) {
    const { status, body: refused } = await client.ask(
      path,
      authorization ? { headers: { authorization } } : {},
    )
    assert.equal(status, 401, authorization)
    assert.deepEqual(Object.keys(refused), ['error', 'details'])
  }
})

test('ten requests pass in any second, sign-in included', async () => {
  const client = open({ quota: true, rows: { calls: five } })
  for (let count = 0; count < 10; count++) assert.equal((await client.login()).status, 200)
  assert.equal((await client.login()).status, 429)
  client.pass(999)
  assert.equal((await client.login()).status, 429)
  client.pass(1)
  assert.equal((await client.login()).status, 200)
})

test('whether the upper bound belongs to a period is left to a switch, else to the seed', async () => {
  const query = 'fields=id&to=2026-03-02T00:00:00Z'
  const count = async (options: TwinSwitches & { seed?: number }): Promise<number> =>
    (await open({ rows: { calls: five }, ...options }).calls(query)).body.count
  assert.deepEqual(
    await Promise.all([true, false].map((upperBoundInclusive) => count({ upperBoundInclusive }))),
    [2, 1],
  )
  const seeded = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((seed) => count({ seed })))
  assert.deepEqual(new Set(seeded), new Set([1, 2]))
})

test('what is malformed, out of a list or undocumented is refused, naming the parameter', async () => {
  const { calls } = open({ rows: { calls: five } })
  const wrong =
    'limit=0 limit=x limit=1001 limit= offset=-1 page=-1 page=x from=2026-03-01 from=2026-03-01T00:00:00 ' +
    'to=2026-03-01T00:00:00+00:00 field=finishedAt field= status=answered status=SCHEDULED status=ANSWERED,%20BUSY ' +
    'companyId=x taskId= format=CSV zip=maybe limit=1&limit=2'
  const undocumented =
    'botId=1 responder=x nps=5 withoutCount=1 group=status offsetField=id dateField=startedAt per=1'
  for (const query of [...wrong.split(' '), ...undocumented.split(' ')]) {
    const { status, body } = await calls(`fields=id&${query}`)
    assert.deepEqual([status, body.error], [400, 'Invalid input parameters.'], query)
    assert.deepEqual(Object.keys(body.details as Row), [query.split('=')[0]], query)
  }
  assert.equal((await calls('fields=id&format=JSON&fileName=calls&zip=false')).status, 200)
})

test('parameters whose names are a guess can be called otherwise', async () => {
  const { calls } = open({ rows: { calls: five }, parameterNames: { field: 'dateField', id: 'callId' } })
  assert.deepEqual(ids((await calls('fields=id&callId=s2')).body.items), ['s2'])
  const started = 'fields=id&from=2026-03-05T00:00:00Z&dateField=startedAt'
  assert.deepEqual(ids((await calls(started)).body.items), ['s1'])
  assert.equal((await calls('fields=id&id=s2')).status, 400)
  assert.equal((await calls('fields=id&field=startedAt')).status, 400)
})

// Pages.

test('a page holds ten rows unless asked otherwise, and is found by offset or by number, never both', async () => {
  const rows = Array.from({ length: 25 }, (_, index) => ({ id: `s${index}` }))
  const { calls } = open({ rows: { calls: rows } })
  const list = async (query: string): Promise<unknown[]> => ids((await calls(`fields=id${query}`)).body.items)
  assert.deepEqual(await list(''), ids(rows.slice(0, 10)))
  assert.deepEqual(await list('&offset=13&limit=7'), ids(rows.slice(13, 20)))
  assert.deepEqual(await list('&page=0'), ids(rows.slice(0, 10)))
  assert.deepEqual(await list('&page=2'), ids(rows.slice(20)))
  assert.deepEqual(await list('&page=1&limit=20'), ids(rows.slice(20)))
  assert.deepEqual(await list('&offset=99'), [])
  assert.equal((await calls('fields=id&offset=0&page=0')).status, 400)
  assert.equal((await calls('fields=id&limit=1000')).status, 200)
})

test('the number of the first page is a switch', async () => {
  const { calls } = open({ rows: { calls: five }, firstPage: 1 })
  assert.deepEqual(ids((await calls('fields=id&page=1&limit=2')).body.items), ['s1', 's2'])
  assert.equal((await calls('fields=id&page=0')).status, 400)
})

test('the largest page is a switch, and a larger one is refused or lowered', async () => {
  assert.equal((await open({ rows: { calls: five }, clamp: 2 }).calls('fields=id&limit=3')).status, 400)
  const { body } = await open({ rows: { calls: five }, clamp: 2, beyond: 'clamped' }).calls(
    'fields=id&limit=3',
  )
  assert.deepEqual([body.count, body.items.length], [5, 2])
})

test('of one period only so many rows can be reached, though all are counted', async () => {
  const { calls } = open({ rows: { calls: five }, periodRows: 3 })
  const { body } = await calls('fields=id&offset=2&limit=3')
  assert.deepEqual([body.count, ids(body.items)], [5, ['s3']])
  assert.deepEqual((await calls('fields=id&offset=3')).body.items, [])
  const shorter = await calls('fields=id&from=2026-03-04T00:00:00Z')
  assert.deepEqual(ids(shorter.body.items), ['s4', 's5'])
  const strict = open({ rows: { calls: five }, periodRows: 3, beyondPeriod: 'refused' })
  assert.equal((await strict.calls('fields=id')).status, 400)
  assert.equal((await strict.calls('fields=id&from=2026-03-03T00:00:00Z')).status, 200)
})

test('fifty thousand rows are the default limit of a period', async () => {
  const rows = Array.from({ length: 50_010 }, (_, index) => ({ id: index }))
  const { body } = await open({ rows: { calls: rows } }).calls('fields=id&offset=49995&limit=100')
  assert.deepEqual([body.count, ids(body.items)], [50_010, [49_995, 49_996, 49_997, 49_998, 49_999]])
})

test('rows are as odd as real ones', () => {
  const { calls } = open({ unstarted: 'null', scale: 1 }).vendor.data
  const kinds = (field: string): Set<string> =>
    new Set(calls.map((call) => (Array.isArray(call[field]) ? 'array' : typeof call[field])))
  for (const [field, kind] of [
    ['duration', 'string'],
    ['price', 'string'],
    ['timezone', 'string'],
    ['dialogResults', 'array'],
    ['dialogResults', 'object'],
    ['isFinished', 'number'],
    ['externalId', 'number'],
  ] as const) {
    assert.ok(kinds(field).has(kind), `${field} ${kind}`)
  }
  const statuses = new Set(calls.map((call) => call.status))
  for (const status of ['ROBOT_CHECK', 'EXPIRED', 'REJECTED', 'FZ230', 'SCHEDULED'])
    assert.ok(statuses.has(status))
  const times = calls.map((call) => String(call.createdAt))
  assert.ok(times.every((time) => /T\d\d:\d\d:\d\d\+0[03]:00$/.test(time)))
  assert.ok(times.some((time) => time.endsWith('+03:00')))
  const idle = calls.filter((call) => call.startedAt === null)
  assert.ok(idle.length > 50 && idle.every((call) => call.status !== 'ANSWERED'))
})

test('what is never dialled has the start of its creation, or by a switch none', () => {
  const { calls } = open({ scale: 0.3 }).vendor.data
  assert.ok(calls.every((call) => call.startedAt !== null))
  const canceled = calls.filter((call) => call.status === 'CANCEL')
  assert.ok(canceled.length > 0 && canceled.every((call) => call.startedAt === call.createdAt))
})

test('sessions are planned, dialled, talked through and settled as time passes', async () => {
  const client = open({ scale: 1 })
  const query = 'fields=id,status,isFinished,recordPath,updatedAt&limit=1000&sort=-createdAt'
  const before = (await client.calls(query)).body
  const waiting = before.items.filter((call) => call.status === 'SCHEDULED')
  assert.ok(waiting.length > 2)
  client.pass(30 * minute)
  const after = (await client.calls(query)).body
  assert.ok(after.count - before.count > 60)
  for (const call of waiting) {
    const now = after.items.find((one) => one.id === call.id)!
    assert.notEqual(now.status, 'SCHEDULED')
    assert.ok(at(now, 'updatedAt') > at(call, 'updatedAt'))
  }
  assert.ok(after.items.some((call) => call.status === 'ANSWERED' && call.recordPath !== null))
})

test('what stands at an instant does not depend on how often somebody looked before', async () => {
  const [patient, curious] = [open({ scale: 0.3 }), open({ scale: 0.3 })]
  for (let count = 0; count < 40; count++) {
    curious.pass(minute)
    await curious.calls('fields=id')
  }
  patient.pass(40 * minute)
  await patient.calls('fields=id')
  assert.deepEqual(patient.vendor.data.calls, curious.vendor.data.calls)
  assert.deepEqual(patient.vendor.data.chats, curious.vendor.data.chats)
})

test('with a canary every personal value carries it', async () => {
  const client = open({ canary: 'CANARY7', scale: 0.3 })
  const clean = new Set(
    (
      'id taskId taskName botId botName status createdAt updatedAt startedAt finishedAt duration botDuration ' +
      'operatorDuration price nps regionId timezone responder role chatId chatName sessionId roles'
    ).split(' '),
  )
  const leaks: string[] = []
  const visit = (value: unknown, path: readonly string[]): void => {
    if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) visit(inner, [...path, key])
      return
    }
    const last = path.findLast((part) => !/^\d+$/.test(part)) ?? ''
    const named =
      ['tasks', 'bots'].includes(path[0] ?? '') || (path.includes('dialogResults') && last === 'name')
    const personal = typeof value === 'string' && !clean.has(last) && !named
    if (personal && !value.includes('CANARY7')) leaks.push(`${path.join('.')}: ${value}`)
  }
  for (const [name, rows] of Object.entries(client.vendor.data)) visit(rows, [name])
  const [session] = client.vendor.data.chats
  visit((await client.chats(`/${String(session!.id)}/messages`)).body.items, ['messages'])
  assert.deepEqual(leaks, [])
})

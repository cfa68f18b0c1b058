// Everyday questions over five accounts at the default settings, each asked of a gateway that remembers nothing: none is
// refused, none sends more than its budget, and each costs what stands here.
import assert from 'node:assert/strict'
import { describe, it, test } from 'node:test'
import { createFiveStage } from '../support/five.ts'
import { examplesAt, heard } from '../support/price.ts'

/** The default of MAX_UPSTREAM_REQUESTS. */
const BUDGET = 25

const companies = createFiveStage({ scale: 1 }, { maxUpstreamRequests: BUDGET, deadlineMs: 30_000 })
const { data } = companies.sandbox
const now = companies.clock.now()
const ago = (hours: number) => new Date(now - hours * 3_600_000).toISOString()

const HOURS = `startedAt: { from: "${ago(6)}" }`
const YESTERDAY = `startedAt: { from: "${ago(30)}", to: "${ago(6)}" }`
const DAYS = `startedAt: { from: "${ago(7 * 24)}" }`

const ROW = 'id status startedAt durationSeconds from to agent { id name } menu { id name }'
const TAIL = 'pageInfo { hasNextPage endCursor } accounts { account state code message }'

/** A page of calls. */
const calls = (filter: string, first = 25) =>
  `{ calls(first: ${first}, filter: { ${filter} }) { nodes { ${ROW} } ${TAIL} } }`

const PHONE = String(
  data.calls.map((row: any) => row.end_user?.identifier).find((one) => /^\+1\d{10}$/.test(String(one))),
)
const LOCAL = PHONE.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3')
const AGENT = `agent:ujet:${String(data.agents[0]?.id)}`

/** Question, and how many requests it sends, sign-ins left out. */
const QUESTIONS: readonly (readonly [what: string, query: string, requests: number])[] = [
  ['calls of the last hours', calls(HOURS), 9],
  ['a long page of them', calls(HOURS, 100), 9],
  ['the newest calls', '{ calls { nodes { id } } }', 6],
  ['the newest hundred', '{ calls(first: 100) { nodes { id } } }', 6],
  ['the newest five hundred', '{ calls(first: 500) { nodes { id } } }', 7],
  ['the newest thousand', '{ calls(first: 1000) { nodes { id } } }', 12],
  ['calls of yesterday', calls(YESTERDAY, 50), 10],
  ['calls of a week', calls(DAYS, 100), 9],
  ['completed, missed and busy calls', calls(`${HOURS}, status: [COMPLETED, MISSED, BUSY]`), 9],
  ['missed calls of yesterday', calls(`${YESTERDAY}, status: [MISSED]`, 100), 9],
  ['inbound calls', calls(`${HOURS}, direction: [INBOUND]`), 7],
  ['a long page of inbound calls', calls(`${HOURS}, direction: [INBOUND]`, 100), 7],
  ['inbound calls of yesterday', calls(`${YESTERDAY}, direction: [INBOUND]`, 20), 8],
  ['fifty of them', calls(`${YESTERDAY}, direction: [INBOUND]`, 50), 8],
  ['a hundred of them', calls(`${YESTERDAY}, direction: [INBOUND]`, 100), 8],
  ['inbound calls of a week', calls(`${DAYS}, direction: [INBOUND]`, 100), 7],
  ['outbound calls', calls(`${HOURS}, direction: [OUTBOUND]`), 9],
  ['a long page of outbound calls', calls(`${HOURS}, direction: [OUTBOUND]`, 100), 9],
  ['inbound and outbound calls', calls(`${HOURS}, direction: [INBOUND, OUTBOUND]`), 9],
  ['a long page of inbound and outbound calls', calls(`${HOURS}, direction: [INBOUND, OUTBOUND]`, 100), 9],
  ['missed inbound calls', calls(`${HOURS}, direction: [INBOUND], status: [MISSED]`, 100), 7],
  ['missed inbound calls of yesterday', calls(`${YESTERDAY}, direction: [INBOUND], status: [MISSED]`, 50), 7],
  ['completed outbound calls', calls(`${HOURS}, direction: [OUTBOUND], status: [COMPLETED]`), 9],
  [
    'a long page of completed outbound calls',
    calls(`${HOURS}, direction: [OUTBOUND], status: [COMPLETED]`, 100),
    9,
  ],
  ['calls from a number', calls(`${DAYS}, from: ["${PHONE}"]`), 15],
  ['calls from a number without its country', calls(`${DAYS}, from: ["${LOCAL}"]`), 19],
  ['calls to a number', calls(`${DAYS}, to: ["${PHONE}"]`), 17],
  ['calls to a number without its country', calls(`${DAYS}, to: ["${LOCAL}"]`), 25],
  ['calls longer than ten minutes', calls(`${HOURS}, durationSeconds: { from: 600 }`), 11],
  ['calls over a minute, yesterday', calls(`${YESTERDAY}, durationSeconds: { from: 60 }`, 20), 9],
  [
    'inbound calls over a minute',
    calls(`startedAt: { from: "${ago(48)}" }, direction: [INBOUND], durationSeconds: { from: 60 }`, 100),
    8,
  ],
  [
    'completed inbound calls over a minute, yesterday',
    calls(`${YESTERDAY}, direction: [INBOUND], status: [COMPLETED], durationSeconds: { from: 60 }`, 20),
    7,
  ],
  ['calls that waited a minute', calls(`${HOURS}, queueSeconds: { from: 60 }`), 2],
  ['calls that were rated well', calls(`${DAYS}, rating: { from: 4 }`), 1],
  ['voicemails', calls(`${DAYS}, voicemail: true`), 9],
  ['calls that mention a refund', calls(`${DAYS}, search: "refund"`), 13],
  ['calls in French', calls(`${DAYS}, language: ["fr"]`), 8],
  ['calls of an agent', calls(`${DAYS}, agentIds: ["${AGENT}"]`), 2],
  ['calls of a menu', calls(`${DAYS}, menuIds: ["menu:ujet:26"]`), 5],
  ['calls of a campaign', calls(`${DAYS}, campaignIds: ["campaign:twin:7"]`), 2],
  ['what changed in the last hour', calls(`updatedAt: { from: "${ago(1)}" }`), 13],
  ['calls of one vendor', calls('vendors: [WHIPPY]', 50), 4],
  [
    'an agent with their calls',
    `{ agent(id: "${AGENT}") { name email calls(first: 20) { nodes { id startedAt } } } }`,
    2,
  ],
  [
    'calls with all of their agents',
    '{ calls(first: 50) { nodes { id agent { name email location } menu { name } campaign { name } } } }',
    12,
  ],
  ['all agents', '{ agents(first: 500) { nodes { id name email } } }', 8],
  ['teams with their members', '{ teams { nodes { name agents { name } } } }', 1],
  ['menus with their parents', '{ menus { nodes { name parent { name } } } }', 2],
  [
    'campaigns with ten contacts each',
    '{ campaigns(first: 8, filter: { vendors: [UJET] }) { nodes { name contacts(first: 10) { nodes { name } } } } }',
    17,
  ],
  [
    'campaigns with five calls each',
    '{ campaigns(first: 20) { nodes { name calls(first: 5) { nodes { id } } } } }',
    25,
  ],
  [
    'twenty agents with five calls each',
    '{ agents(first: 20) { nodes { name calls(first: 5) { nodes { id } } } } }',
    10,
  ],
  [
    'ten agents of UJET with five calls each',
    '{ agents(first: 10, filter: { vendors: [UJET] }) { nodes { name calls(first: 5) { nodes { id } } } } }',
    13,
  ],
  [
    'calls with other calls of their agent',
    '{ calls(first: 20) { nodes { id agent { calls(first: 3) { nodes { id } } } } } }',
    11,
  ],
  [
    'chats of yesterday',
    `{ chats(filter: { ${YESTERDAY} }) { nodes { id status agent { name } } ${TAIL} } }`,
    6,
  ],
  [
    'e-mails of a week',
    `{ emails(first: 100, filter: { ${DAYS} }) { nodes { id status agent { name } } } }`,
    1,
  ],
  [
    'a wallboard',
    '{ calls { nodes { id } } chats { nodes { id } } emails { nodes { id } } currentAgentStatuses { nodes { agent { id name } status { name } } } currentMenuStatuses { nodes { menu { name } queuedCount } } }',
    12,
  ],
  [
    'today in numbers',
    `{ all: calls(first: 1, filter: { ${HOURS} }) { totalCount } missed: calls(first: 1, filter: { ${HOURS}, status: [MISSED] }) { totalCount } inbound: calls(first: 1, filter: { ${HOURS}, direction: [INBOUND] }) { totalCount } outbound: calls(first: 1, filter: { ${HOURS}, direction: [OUTBOUND] }) { totalCount } }`,
    14,
  ],
]

const EXAMPLES: Readonly<Record<string, number>> = {
  'todays-calls': 9,
  'call-in-full': 1,
  'queue-now': 2,
  'agents-overview': 3,
  'agents-day': 4,
  'campaign-progress': 4,
  'service-levels-now': 2,
  'calls-of-number': 11,
  'menu-tree': 1,
  'last-hour': 6,
  // All rows of the range are counted: pages of the list, until there is none.
  'calls-by-hour': 18,
  'agents-handling': 19,
  'waits-by-menu': 10,
  accounts: 0,
}

/** Asks it of a gateway that remembers nothing, and gives how many requests it sent. */
async function costOf(query: string, variables: object = {}): Promise<number> {
  // No quota remembers the question before.
  await companies.clock.advance(60_000)
  const stage = companies.reopen()
  const before = heard(stage)
  const { errors, extensions } = await stage.ask(query, variables)
  assert.deepEqual(errors, [])
  const attemptsOf = (kinds: readonly string[]) =>
    extensions.upstream.requests.reduce((sum, one) => sum + (kinds.includes(one.kind) ? one.attempts : 0), 0)
  const sent = attemptsOf(['LIST', 'LOOKUP'])
  assert.equal(heard(stage) - before, sent + attemptsOf(['SIGN_IN']))
  assert.ok(sent <= BUDGET, `it sent ${sent} requests`)
  return sent
}

describe('an everyday question', () => {
  for (const [what, query, requests] of QUESTIONS)
    it(`is answered for ${requests} requests: ${what}`, async () =>
      assert.equal(await costOf(query), requests))
})

describe('an example operation', () => {
  for (const { name, query, variables } of examplesAt(now))
    it(`is answered for what it says: ${name}`, async () =>
      assert.equal(await costOf(query, variables), EXAMPLES[name]))
})

test('a report says why an account was not read further, and advises', async () => {
  await companies.clock.advance(60_000)
  const stage = companies.reopen()
  const messagesOf = async (number: string) => {
    const { data: answer } = await stage.ask(calls(`${DAYS}, from: ["${number}"]`))
    const reports: { account: string; message: string | null }[] = answer.calls.accounts
    return Object.fromEntries(reports.map(({ account, message }) => [account, message]))
  }
  const { whippy, ujet } = await messagesOf(LOCAL)
  const start =
    'was read as far as one page may, since its vendor was not sent "from" and its rows are searched'
  assert.equal(
    whippy,
    `whippy ${start} instead; it is sent numbers that are written with their country ("+1…"); ask for the next page to go on`,
  )
  assert.equal(ujet, `ujet ${start} instead; ask for the next page to go on`)
  assert.equal((await messagesOf(PHONE)).whippy, null)
})

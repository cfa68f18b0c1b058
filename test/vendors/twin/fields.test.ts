// Every documented field arrives, and odd rows do no harm.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AccountIdentity } from '../../../src/vendors/define.ts'
import type { Model } from '../ujet/model.ts'
import { twin } from '../../../src/vendors/twin/index.ts'
import { at, fill } from '../ujet/model.ts'
import { call, chat, FIELDS, task, user } from './document.ts'
import { TWIN_DIAL_STATUSES } from '../../../src/vendors/twin/call-words.ts'

const account: AccountIdentity = { name: 'twin', vendor: 'TWIN' }
type Noun = 'CALL' | 'AGENT' | 'CAMPAIGN' | 'CHAT'

const toRow = (noun: Noun, row: unknown, fields = FIELDS): unknown =>
  twin.resources[noun]?.toRow(row, account, {}, 0, { fields })
const toBot = (row: unknown): unknown => twin.resources.AGENT?.besides?.toRow(row, account, {}, 0)
const read = (row: object, path: string) => at(toRow('CALL', { id: 'a', ...row }), path)

const models: readonly (readonly [Noun, Model])[] = [
  ['CALL', call],
  ['AGENT', user],
  ['CAMPAIGN', task],
  ['CHAT', chat],
]

for (const [noun, model] of models) {
  test(`every known field of ${noun} arrives`, () => {
    for (const flags of [true, false]) {
      const { row, fields } = fill(model, flags)
      const mapped = toRow(noun, row)
      const arrived = (path: string, value: unknown) =>
        at(mapped, path) === value || (path === 'vendorId' && at(mapped, path) === `user-${String(value)}`)
      assert.deepEqual(
        fields.filter(({ path, value }) => !arrived(path, value)),
        [],
      )
    }
  })

  test(`a bare row of ${noun} has null in every field`, () => {
    const bare = toRow(noun, { id: 'a' })
    const open = Object.entries(Object(bare)).filter(([, value]) => value === undefined)
    assert.deepEqual(open, [])
    const nulls = Object.fromEntries(Object.keys(Object(fill(model, true).row)).map((key) => [key, null]))
    assert.deepEqual(toRow(noun, { ...nulls, id: 'a' }), bare)
  })

  test(`an object without an id is no row of ${noun}, and hostile keys change nothing`, () => {
    for (const junk of [null, undefined, 'text', 7, [], {}, { id: ' ' }])
      assert.equal(toRow(noun, junk), null)
    const plain = JSON.stringify(fill(model, true).row)
    const hostile = `{"__proto__":{"status":"BUSY"},"constructor":1,"extra":{},${plain.slice(1)}`
    assert.deepEqual(toRow(noun, JSON.parse(hostile)), toRow(noun, JSON.parse(plain)))
  })
}

test('a bot is an agent under its own id, a user under a number with a word in front', () => {
  const bot = toBot({ id: 'b1', name: 'Alisa', createdAt: '2026-01-15T12:00:00+00:00' })
  assert.deepEqual(
    ['id', 'kind', 'name', 'createdAt', 'roles'].map((path) => at(bot, path)),
    ['agent:twin:b1', 'BOT', 'Alisa', Date.UTC(2026, 0, 15, 12), null],
  )
  assert.equal(at(toRow('AGENT', { id: 300 }), 'id'), 'agent:twin:user-300')
  assert.equal(read({ botId: 'b1', botName: 'Alisa' }, 'agent.id'), 'agent:twin:b1')
  assert.equal(toBot({ name: 'Alisa' }), null)
})

test('a user is called by name, and roles may be objects', () => {
  const name = (row: object) => at(toRow('AGENT', { id: 1, ...row }), 'name')
  assert.equal(name({ name: 'Ada L.', firstName: 'Ada' }), 'Ada L.')
  assert.equal(name({ firstName: 'Ada', lastName: 'Lovelace' }), 'Ada Lovelace')
  assert.equal(name({}), null)
  assert.deepEqual(at(toRow('AGENT', { id: 1, roles: [{ name: 'ADMIN' }, 'OPERATOR', {}] }), 'roles'), [
    'ADMIN',
    'OPERATOR',
  ])
})

const words: Readonly<Record<string, readonly [dial: string, status: string]>> = {
  SCHEDULED: ['SCHEDULED', 'SCHEDULED'],
  DIAL: ['DIALING', 'RINGING'],
  INPROGRESS: ['IN_PROGRESS', 'IN_PROGRESS'],
  ANSWERED: ['ANSWERED', 'COMPLETED'],
  NOANSWER: ['NO_ANSWER', 'MISSED'],
  BUSY: ['BUSY', 'BUSY'],
  UNAVAILABLE: ['UNAVAILABLE', 'MISSED'],
  CANCEL: ['CANCELED', 'CANCELED'],
  CONGESTION: ['CONGESTION', 'FAILED'],
  CHANUNAVAIL: ['CHANNEL_UNAVAILABLE', 'FAILED'],
  FAILED: ['FAILED', 'FAILED'],
  INVALID: ['INVALID_NUMBER', 'FAILED'],
  EMPTY_AON: ['NO_CALLER_ID', 'FAILED'],
  BLACKLIST: ['BLACKLISTED', 'BLOCKED'],
  FZ230: ['BLOCKED_BY_LAW', 'BLOCKED'],
  EXPIRED: ['EXPIRED', 'MISSED'],
  REJECTED: ['REJECTED', 'FAILED'],
  ROBOT_CHECK: ['UNKNOWN', 'UNKNOWN'],
}

test('every word of dialling reads as one of ours, and a new one as UNKNOWN with itself kept', () => {
  const told = Object.keys(words).map((status) =>
    ['details.dialStatus', 'status', 'vendorStatus'].map((path) => read({ status }, path)),
  )
  assert.deepEqual(
    told,
    Object.entries(words).map(([word, ours]) => [...ours, word]),
  )
  assert.deepEqual(
    told.map(([dial]) => dial),
    TWIN_DIAL_STATUSES.all,
  )
})

test('a call that was never dialled begins when it was made', () => {
  const createdAt = '2026-01-15T15:00:00+03:00'
  assert.equal(read({ createdAt, startedAt: null }, 'startedAt'), Date.UTC(2026, 0, 15, 12))
  assert.equal(
    read({ createdAt, startedAt: '2026-01-15T12:00:03Z' }, 'startedAt'),
    Date.UTC(2026, 0, 15, 12, 0, 3),
  )
})

test('numbers and flags may come as other kinds', () => {
  const row = { duration: '42', nps: '9', regionId: 77, timezone: 10_800, isFinished: 1, externalId: 778_899 }
  const paths = ['durationSeconds', 'details.nps', 'details.regionId', 'details.contactTimeZone']
  assert.deepEqual(
    [...paths, 'details.finished', 'contact.externalId'].map((path) => read(row, path)),
    [42, 9, '77', '10800', true, '778899'],
  )
})

test('digits alone are an international number', () => {
  const numbers = ['70000000000', '+7 000 000-00-00', '0000000'].map((phone) => read({ phone }, 'to'))
  assert.deepEqual(numbers, ['+70000000000', '+70000000000', '0000000'])
})

test('every call goes outwards', () => {
  assert.equal(read({}, 'direction'), 'OUTBOUND')
})

test('a dialogue is read turn by turn, or else line by line', () => {
  const roles = ['BOT', 'CLIENT', 'operator', 'ROOF', null].map((role) => ({ role, text: 'hello' }))
  const speakers = roles.map((_, index) => read({ messages: roles }, `transcript.${index}.speaker`))
  assert.deepEqual(speakers, ['BOT', 'CONTACT', 'AGENT', 'UNKNOWN', 'UNKNOWN'])
  const messagesAsString = 'BOT: Good afternoon\n\nCLIENT: Yes: go on\nand more'
  const lines = [0, 1, 2].map((index) =>
    ['vendorSpeaker', 'text'].map((key) =>
      read({ messages: [], messagesAsString }, `transcript.${index}.${key}`),
    ),
  )
  assert.deepEqual(lines, [
    ['BOT', 'Good afternoon'],
    ['CLIENT', 'Yes: go on'],
    [null, 'and more'],
  ])
  assert.deepEqual(read({ messages: [] }, 'transcript'), [])
  assert.equal(read({}, 'transcript'), null)
})

test('markers are tags, texts or objects', () => {
  assert.equal(read({ markers: ['callback'] }, 'tags.0.label'), 'callback')
  assert.equal(read({ markers: [{ name: 'callback', value: 2 }] }, 'tags.0.value'), '2')
  assert.deepEqual(read({ markers: [] }, 'tags'), [])
})

test('of what was not asked for a call says nothing, so that a look-up can', () => {
  const mapped = toRow('CALL', fill(call, true).row, 'id,status')
  for (const field of ['transcript', 'tags']) assert.equal(field in Object(mapped), false, field)
  for (const field of ['messages', 'dialogResults', 'additional', 'markers'])
    assert.equal(field in Object(at(mapped, 'details')), false, field)
})

test('the steps of a task read as those of a campaign, and a new word as UNKNOWN', () => {
  const steps = ['BLANK', 'READY', 'PROCESS', 'PAUSED', 'FINISHED', null].map((status) => {
    const mapped = toRow('CAMPAIGN', { id: 1, status })
    return [at(mapped, 'details.status'), at(mapped, 'status')]
  })
  assert.deepEqual(steps, [
    ['BLANK', 'CREATED'],
    ['READY', 'CREATED'],
    ['IN_PROGRESS', 'DIALING'],
    ['PAUSED', 'PAUSED'],
    ['UNKNOWN', 'UNKNOWN'],
    ['UNKNOWN', 'UNKNOWN'],
  ])
})

test('a chat session goes on or is over, and a new word is UNKNOWN', () => {
  const statuses = ['ACTIVE', 'closed', 'LOST', null].map((status) =>
    at(toRow('CHAT', { id: 1, status }), 'status'),
  )
  assert.deepEqual(statuses, ['ASSIGNED', 'FINISHED', 'UNKNOWN', 'UNKNOWN'])
})

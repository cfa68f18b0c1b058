// Which questions rows of a wider list answer, by the tables of each vendor.
import type { ListNoun } from '../../src/domain/lists.ts'
import type { Vendor } from '../../src/domain/vendor.ts'
import type { Account } from '../../src/vendors/account.ts'
import type { Resource } from '../../src/vendors/define.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DESCRIPTIONS } from '../../src/vendors/index.ts'
import { createJudge, toSentFilter } from '../../src/vendors/narrow.ts'

// Settings are all that is read of it.
const account = { config: { settings: {} } } as unknown as Account

function resourceOf(vendor: Vendor, noun: ListNoun): Resource {
  // A noun that is only known at run time has filters that are known no better.
  const resource = DESCRIPTIONS[vendor].resources[noun] as Resource | undefined
  return resource ?? assert.fail(`${vendor} lists no ${noun}`)
}

interface Case {
  readonly noun?: ListNoun
  readonly list: object
  readonly asked: object
  /** Fields that were selected for the list, and now. */
  readonly read?: readonly string[]
  readonly wanted?: readonly string[]
}

function judgeOf(vendor: Vendor, { noun = 'CALL', list, asked, read = [], wanted = [] }: Case) {
  return createJudge(
    account,
    resourceOf(vendor, noun),
    { filter: asked, wanted: new Set(wanted) },
    { filter: list, wanted: new Set(read) },
  )
}

const BY_ROWS: readonly (readonly [Vendor, Case])[] = [
  ['UJET', { list: {}, asked: { status: ['MISSED'], agentIds: ['agent:ujet:1'] } }],
  ['UJET', { list: {}, asked: { ujet: { callType: ['VOICE_INBOUND'] } } }],
  ['UJET', { list: { status: ['MISSED', 'FAILED'] }, asked: { status: ['FAILED'], rating: { from: 3 } } }],
  ['UJET', { list: { status: ['MISSED', 'FAILED'] }, asked: { status: ['FAILED', 'MISSED'] } }],
  ['UJET', { list: { rating: { from: 2 } }, asked: { rating: { from: 3, to: 4 } } }],
  ['UJET', { noun: 'AGENT', list: {}, asked: { online: true } }],
  ['CALLCAP', { list: { search: 'visit' }, asked: { search: 'visit', durationSeconds: { to: 9 } } }],
  ['CALLCAP', { list: {}, asked: {}, read: ['notes'], wanted: [] }],
  ['ALLO_MEDIA', { list: {}, asked: { search: 'visit' }, read: ['transcript'] }],
  ['WHIPPY', { list: {}, asked: { status: ['MISSED'], language: ['en'] } }],
  ['TWIN', { list: {}, asked: { twin: { dialStatus: ['BUSY'] } } }],
]

const BY_VENDOR: readonly (readonly [Vendor, Case])[] = [
  // The list lacks rows.
  ['UJET', { list: { status: ['MISSED'] }, asked: {} }],
  ['UJET', { list: { status: ['MISSED'] }, asked: { status: ['MISSED', 'FAILED'] } }],
  ['UJET', { list: { rating: { from: 2, to: 4 } }, asked: { rating: { from: 3 } } }],
  ['UJET', { list: { ujet: { callType: ['VOICE_INBOUND'] } }, asked: { ujet: {} } }],
  // Another value makes another list.
  ['UJET', { noun: 'MENU', list: {}, asked: { withDeleted: true } }],
  ['UJET', { noun: 'SERVICE_LEVEL', list: { minutes: 5 }, asked: { minutes: 5, groupBy: 'QUEUE_GROUP' } }],
  ['UJET', { noun: 'MENU_TREE', list: {}, asked: { language: 'en' } }],
  // The vendor judges by more than rows show.
  ['CALLCAP', { list: {}, asked: { status: ['MISSED'] } }],
  ['CALLCAP', { list: {}, asked: { callcap: { action: ['MISSED'] } } }],
  ['TWIN', { list: {}, asked: { search: 'visit' } }],
  ['WHIPPY', { list: {}, asked: { durationSeconds: { from: 5 } } }],
  // Rows were not asked for the field.
  ['CALLCAP', { list: {}, asked: {}, read: [], wanted: ['notes'] }],
  ['ALLO_MEDIA', { list: {}, asked: { search: 'visit' } }],
  ['TWIN', { list: {}, asked: {}, wanted: ['transcript'] }],
]

test('rows answer what they show, of lists that have them all', () => {
  for (const [vendor, one] of BY_ROWS) assert.ok(judgeOf(vendor, one), `${vendor} ${JSON.stringify(one)}`)
})

test('vendors are asked for what rows of a list do not show', () => {
  for (const [vendor, one] of BY_VENDOR)
    assert.equal(judgeOf(vendor, one), null, `${vendor} ${JSON.stringify(one)}`)
})

test('a missing value is none, and an unknown word may be any', () => {
  const verdictOf = (row: object) =>
    judgeOf('UJET', { list: {}, asked: { status: ['MISSED'], rating: { from: 3 } } })?.(row as never)
  assert.equal(verdictOf({ status: 'MISSED', rating: 4 }), true)
  assert.equal(verdictOf({ status: 'FAILED', rating: 4 }), false)
  assert.equal(verdictOf({ status: 'MISSED', rating: null }), false)
  assert.equal(verdictOf({ status: 'UNKNOWN', rating: 4 }), undefined)
  assert.equal(verdictOf({ status: 'UNKNOWN', rating: 1 }), false)
  const ofVersion = judgeOf('WHIPPY', { list: {}, asked: { whippy: { agentVersionIds: ['7'] } } })
  assert.equal(ofVersion?.({} as never), undefined)
})

test('a list is that of what its vendor is sent', () => {
  const sentOf = (vendor: Vendor, filter: object, noun: ListNoun = 'CALL') =>
    toSentFilter(account, resourceOf(vendor, noun), filter)
  assert.deepEqual(sentOf('UJET', { direction: ['INBOUND'], status: ['MISSED'] }), { status: ['MISSED'] })
  assert.deepEqual(sentOf('UJET', { ujet: { assignedAt: { from: 1 } } }), {})
  // A voicemail has any word at Whippy, so nothing is sent.
  assert.deepEqual(sentOf('WHIPPY', { status: ['VOICEMAIL'] }), {})
  assert.deepEqual(sentOf('WHIPPY', { status: ['MISSED'] }), { status: ['MISSED'] })
  // One of TWIN's two lists of agents is not asked.
  assert.deepEqual(sentOf('TWIN', { name: 'ada', kind: ['BOT'] }, 'AGENT'), { kind: ['BOT'] })
})

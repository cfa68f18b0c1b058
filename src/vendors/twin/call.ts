// Call sessions: calls that TWIN made.
import type { Call } from '../../domain/call.ts'
import type { Campaign } from '../../domain/campaign.ts'
import type { AccountIdentity, RequestParts } from '../define.ts'
import type { Params } from '../filters.ts'
import type { Feed, Question } from '../question.ts'
import type { Guess } from '../unproven.ts'
import type { Wire } from '../wire.ts'
import type { DateField, StartField } from './call-filters.ts'
import { identify } from '../../domain/id.ts'
import { byId, defineResource } from '../define.ts'
import { CONTACT_CENTRE } from '../lacks.ts'
import { toInstant, toNumber, toObject, toPhoneOfDigits, toWord } from '../wire.ts'
import { BOT_STUB, toBot } from './agent.ts'
import { pages, toSort } from './api.ts'
import { callFilters, choosePeriod, guessOf, nameOf, optIns, toAsked, toProof } from './call-filters.ts'
import { callStatuses, toDialStatus } from './call-words.ts'
import { twinDetails, toDetails } from './details.ts'
import { toTags, toTranscript } from './dialogue.ts'
import { sideBySide, zipMerge } from './zip-merge.ts'
import { sortBy } from '../../domain/order.ts'

const lacks = [
  ...CONTACT_CENTRE.CALL,
  'from',
  'endedAt',
  'language',
  'sentiment',
  'voicemail',
  'summary',
  'notes',
  'outcome',
  'revenue',
] as const

const PATH = 'search/cis/calls'

const NEWEST_FIRST = '-startedAt'

/** 200 rows take some 100 kB; the vendor's 1000 would slow first pages. */
const paging = pages(200)

const createdAt = (call: Call) => twinDetails(call)?.createdAt
const isUndialled = (call: Call) => call.startedAt === createdAt(call)

const shared = {
  lacks,
  path: PATH,
  paging,
  seekable: true,
  optIns,
  filters: callFilters,
  toRow: byId('CALL', toCall),
}

/**
 * Undialled calls, e.g. to blacklisted numbers, start at their creation.
 * A list by `startedAt` may omit them; one by `createdAt` misplaces dialled calls.
 * So both are read, and each call belongs to one:
 *
 *     by startedAt   dialled calls
 *     by createdAt   undialled calls
 */
const undialled = defineResource('CALL', {
  ...shared,
  sorting: { byDefault: 'STARTED_AT', columns: { STARTED_AT: 'createdAt' }, params: toSort },
  // Their start is their creation; other ranges are post-filtered.
  request: ({ path, page, params }) => ({
    path,
    query: { ...choosePeriod(params, BY_CREATION, 'createdAt'), ...page },
  }),
  unguessed: (parts) => withoutWord(parts, BY_CREATION, 'createdAt'),
})

const BY_CREATION = ['startedAt', 'createdAt', 'updatedAt'] as const

/** Other orders read this list alone; a range of starts would omit undialled calls. */
function datesOf({ sort = NEWEST_FIRST }: Params): readonly [readonly DateField[], StartField] {
  return sort === NEWEST_FIRST
    ? [['startedAt', 'updatedAt', 'createdAt'], 'startedAt']
    : [['updatedAt', 'createdAt', 'startedAt'], 'before']
}

/** The same question by creation, the documented default. */
function withoutWord(
  { path, page, params }: RequestParts,
  dates: readonly DateField[],
  starts: StartField,
): Guess<Call> | null {
  const guess = guessOf(params, dates, starts)
  if (guess === null) return null
  const known = starts === 'startedAt' ? 'before' : starts
  const query = { ...choosePeriod(params, ['startedAt', 'createdAt'], known), ...page }
  return {
    ...guess,
    spec: { path, query },
    proof: (calls) => {
      const found = toProof(calls, guess.field, guess.word)
      return (
        found && {
          spec: { path, query: { ...query, ...found.params, offset: '0' } },
          resultOf: found.resultOf,
        }
      )
    },
  }
}

export const calls = defineResource('CALL', {
  ...shared,
  sorting: {
    byDefault: 'STARTED_AT',
    columns: {
      STARTED_AT: 'startedAt',
      CREATED_AT: 'createdAt',
      UPDATED_AT: 'updatedAt',
      DURATION_SECONDS: 'duration',
    },
    params: toSort,
    own: { CREATED_AT: sortBy(createdAt, 'The moment at which the call was planned.') },
  },
  lookUp: {
    by: 'one',
    // No endpoint has one call; the search takes an id.
    ask: (id, settings) => ({ path: PATH, query: { [nameOf('id', settings)]: id, limit: '1' } }),
    row: (body) => {
      const items = toObject(body)?.items
      return Array.isArray(items) ? (items[0] ?? null) : body
    },
  },
  request: ({ path, page, params }) => ({
    path,
    query: { ...choosePeriod(params, ...datesOf(params)), ...page },
  }),
  unguessed: (parts) => withoutWord(parts, ...datesOf(parts.params)),
  carries: { agent: BOT_STUB, campaign: ['name'] },
  besides: undialled,
  merge: mergeByStart,
  // Dialling moves a call in the list by start only.
  valued: ['UPDATED_AT'],
  untold: ['search', 'twin.companyId'],
  changes: { of: undialled, unproven: true, guess: 'date updatedAt' },
})

/** Other orders read the first list alone. */
function mergeByStart(dialled: Feed<Call>, other: Feed<Call>, { field }: Question<'CALL'>): Feed<Call> {
  const parts = [
    {
      feed: dialled,
      has: (call: Call) => !isUndialled(call),
      sortedBy: (call: Call) => (isUndialled(call) ? null : call.startedAt),
      soughtBy: createdAt,
    },
    { feed: other, has: isUndialled, sortedBy: createdAt },
  ] as const
  if (field === null) return zipMerge(...parts)
  return field === 'STARTED_AT' ? sideBySide(...parts) : dialled
}

function toCall(row: Wire, account: AccountIdentity, sent: Params) {
  const isAsked = toAsked(sent)
  const dialStatus = toDialStatus(row.status) ?? 'UNKNOWN'
  const phone = toPhoneOfDigits(row.phone)
  return {
    direction: 'OUTBOUND',
    status: callStatuses[dialStatus],
    vendorStatus: toWord(row.status),
    startedAt: toInstant(row.startedAt) ?? toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    durationSeconds: toNumber(row.duration),
    to: phone,
    agent: toBot(row.botId, row.botName, account),
    campaign: toTask(row.taskId, row.taskName, account),
    contact: { id: null, externalId: toWord(row.externalId), phone },
    recordingUrl: toWord(row.recordPath),
    price: toNumber(row.price),
    ...(isAsked('messagesAsString') ? { transcript: toTranscript(row.messages, row.messagesAsString) } : {}),
    ...(isAsked('markers') ? { tags: toTags(row.markers) } : {}),
    details: toDetails(row, isAsked),
  } satisfies Partial<Call>
}

function toTask(id: unknown, name: unknown, account: AccountIdentity): Campaign | null {
  const vendorId = toWord(id)
  return vendorId === null ? null : { ...identify('CAMPAIGN', account, vendorId), name: toWord(name) }
}

// `callStats`, `chatStats` and `emailStats`, as queries and subscriptions: one implementation over the tables of `domain/stats.ts`.
import type { EnumRef, InputRef, ObjectRef } from '@pothos/core'
import type { Distribution as DistributionRow, Measured, StatsKey, StatsNoun } from '../../domain/stats.ts'
import type { Stats, StatsRequest } from '../../gather/stats.ts'
import type { Group } from '../../gather/stats-fold.ts'
import type { Arguments, Selecting } from '../schema/selection.ts'
import type { Types, Unit } from '../schema/builder.ts'
import { WORDS_OF } from '../../domain/noun.ts'
import { measuresOf, STATS_KEYS, STATS_INTERVALS } from '../../domain/stats.ts'
import { carriersOf } from '../../gather/carriers.ts'
import { toTypeName } from '../access/noun-type.ts'
import { builder } from '../schema/builder.ts'
import { rowType } from '../schema/row-type.ts'
import { AccountReport } from '../schema/connection.ts'
import { enumOf, enumFor } from '../schema/enum.ts'
import { Vendor } from '../schema/inputs.ts'
import { toRequest } from '../schema/list-field.ts'
import { Agent, Campaign, Menu } from '../schema/refs.ts'
import { namesBelow, toSelecting } from '../schema/selection.ts'
import { renewing } from '../schema/watch.ts'
import { CallFilter } from './call.ts'
import { ChatFilter } from './chat.ts'
import { EmailFilter } from './email.ts'
import { CALL_DIRECTIONS, CALL_STATUSES } from '../../domain/call.ts'
import { CHAT_TYPES, CHAT_STATUSES } from '../../domain/chat.ts'
import { SERVICE_LEVEL_EVENTS } from '../../domain/session.ts'
import { EMAIL_STATUSES } from '../../domain/email.ts'

const Distribution = rowType<DistributionRow>()('Distribution', {
  description:
    'How the numbers of one field are spread over the rows that carry it. Percentiles are exact: the nearest rank, a number that occurs.',
  fields: {
    count: ['Int', 'How many rows carry the value: the denominator of every ratio.', { nullable: false }],
    sum: ['Float', 'All values added up, null without a value.'],
    minimum: ['Float', 'The least value.'],
    average: ['Float', 'The mean: `sum` divided by `count`.'],
    maximum: ['Float', 'The greatest value.'],
    p50: ['Float', 'The median: half of the values are not greater.'],
    p90: ['Float', 'Nine of ten values are not greater.'],
  },
})

/** Words with their counts, e.g. `CallStatusCount { status count }`. */
function countOf(name: string, field: string, word: EnumRef<Types, string>, description: string) {
  return builder.objectRef<{ readonly word: string; readonly count: number }>(name).implement({
    description,
    fields: (t) => ({
      [field]: t.field({
        type: word,
        nullable: false,
        description: 'The value that is counted.',
        resolve: (one) => one.word,
      }),
      count: t.exposeInt('count', { nullable: false, description: 'How often it occurs.' }),
    }),
  })
}

const ServiceLevelEventCount = countOf(
  'ServiceLevelEventCount',
  'event',
  enumFor(SERVICE_LEVEL_EVENTS),
  'How many waits ended in one way with regard to the service level. A contact may wait several times.',
)

/** By measure: its description and unit. */
const MEASURES: Readonly<Record<string, readonly [description: string, unit?: Unit]>> = {
  durationSeconds: ['How long they lasted.', 'seconds'],
  queueSeconds: ['How long people waited in queues.', 'seconds'],
  waitSeconds: ['How long people waited, by the vendor’s older count.', 'seconds'],
  holdSeconds: ['How long people were on hold.', 'seconds'],
  handleSeconds: ['How long agents handled them: all stretches of `handleDurations` added up.', 'seconds'],
  wrapUpSeconds: ['How long agents worked on them afterwards, added up alike.', 'seconds'],
  averageResponseSeconds: ['How long answers took on average.', 'seconds'],
  longestResponseSeconds: ['How long the slowest answer took.', 'seconds'],
  messageCount: ['How many messages were sent.'],
  threadCount: ['How many threads there were.'],
  rating: ['The stars that people gave, from 1 to 5.'],
}

/** By field of a group: its type and description. */
const GROUPED = {
  account: ['String', 'The account, by its name in `ACCOUNTS`.'],
  vendor: [Vendor, 'The product whose rows are counted here.'],
  direction: [enumFor(CALL_DIRECTIONS), 'Who called whom.'],
  type: [enumFor(CHAT_TYPES), 'The way in which people wrote.'],
  agent: [Agent, 'The agent, null for those that name none. Its fields are looked up together.'],
  menu: [Menu, 'The menu, null for those that name none. Its fields are looked up together.'],
  campaign: [Campaign, 'The campaign, null for those that name none. Its fields are looked up together.'],
  language: ['String', 'The language as the vendor’s code, e.g. `en`.'],
} as const

const KEYS: Readonly<Record<StatsKey, string>> = {
  ACCOUNT: 'One group for each account.',
  VENDOR: 'One group for each vendor.',
  DIRECTION: 'One group for each direction.',
  TYPE: 'One group for each way in which people wrote.',
  STATUS: 'One group for each status.',
  AGENT: 'One group for each agent, and one for those without.',
  MENU: 'One group for each menu, and one for those without.',
  CAMPAIGN: 'One group for each campaign, and one for those without.',
  LANGUAGE: 'One group for each language.',
}

interface StatsType {
  readonly noun: StatsNoun
  readonly filter: InputRef<object>
  readonly status: EnumRef<Types, string>
}

/** `CallStats` with its parts, and the fields `callStats`. */
function defineStats({ noun, filter, status }: StatsType): void {
  const name = toTypeName(noun)
  const { one, many } = WORDS_OF[noun]
  const field = `${noun.toLowerCase()}Stats`
  // Object.keys forgets the key type.
  const keys = Object.keys(STATS_KEYS[noun]) as StatsKey[]
  const about = Object.fromEntries(keys.map((key) => [key, KEYS[key]])) as Record<StatsKey, string>
  const Key = enumOf(`${name}StatsKey`, `What ${many} are grouped by.`, about)
  const StatusCount = countOf(`${name}StatusCount`, 'status', status, `How many ${many} have one status.`)

  const measures = Object.entries(measuresOf(noun))
  const Measures = builder.objectRef<Measured>(`${name}Measures`).implement({
    description: `What is counted of ${many}. A row without a value counts in \`count\` alone; a vendor whose rows never have it is SKIPPED in \`accounts\`.`,
    fields: (t) => ({
      count: t.exposeInt('count', { nullable: false, description: `How many ${many} there are.` }),
      byStatus: t.field({
        type: [StatusCount],
        nullable: false,
        description: 'How many have which status, the most frequent first.',
        resolve: ({ values }) => values.byStatus as never,
      }),
      ...Object.fromEntries(
        measures.flatMap(([measure, { of, field: read }]) => {
          const [description, unit] = MEASURES[measure] ?? []
          if (of === 'WORDS' || description === undefined) return []
          const options = {
            type: Distribution,
            nullable: false,
            description,
            unit,
            vendors: carriersOf(noun, read),
          } as const
          return [[measure, t.field({ ...options, resolve: ({ values }) => values[measure] as never })]]
        }),
      ),
      ...('serviceLevelEvents' in measuresOf(noun)
        ? {
            serviceLevelEvents: t.field({
              type: [ServiceLevelEventCount],
              nullable: false,
              description:
                'How many waits kept the service level, and how many did not. The vendor’s targets decide.',
              vendors: carriersOf(noun, 'queueDurations'),
              resolve: ({ values }) => values.serviceLevelEvents as never,
            }),
          }
        : {}),
    }),
  })

  const StatsGroup = builder.objectRef<Group>(`${name}StatsGroup`).implement({
    description: `The ${many} of one group. Fields that are not grouped by are null. An interval without ${many} is one group with a count of 0.`,
    fields: (t) => ({
      startsAt: t.field({
        type: 'DateTime',
        description:
          'The start of the interval, or of the range where that is later; null without intervals.',
        resolve: ({ interval }) => interval?.startsAt ?? null,
      }),
      endsAt: t.field({
        type: 'DateTime',
        description: 'The end of the interval, or of the range where that is earlier; it is not included.',
        resolve: ({ interval }) => interval?.endsAt ?? null,
      }),
      ...Object.fromEntries(
        Object.values(STATS_KEYS[noun]).map((key) => {
          const [type, description] =
            key === 'status' ? ([status, 'The status that all of them have.'] as const) : GROUPED[key]
          return [
            key,
            t.field({ type, description, resolve: ({ keys: values }) => (values[key] ?? null) as never }),
          ]
        }),
      ),
      measures: t.field({
        type: Measures,
        nullable: false,
        description: `What is counted of the group’s ${many}.`,
        resolve: (group) => group,
      }),
    }),
  })

  const StatsOf: ObjectRef<Types, Stats> = builder.objectRef<Stats>(`${name}Stats`).implement({
    description: `Numbers of ${many} over all selected accounts: in total and by group.`,
    fields: (t) => ({
      total: t.field({
        type: Measures,
        nullable: false,
        description: `What is counted of all ${many}.`,
        resolve: ({ total }) => total,
      }),
      groups: t.field({
        type: [StatsGroup],
        nullable: false,
        description:
          'The groups by `groupBy` and `interval`, in the order of the intervals and then the largest first; none without either, at most 1000, and more are `LIMIT_EXCEEDED`.',
        fetches: { by: 'LISTED' },
        resolve: ({ groups }) => [...groups],
      }),
      isComplete: t.exposeBoolean('isComplete', {
        nullable: false,
        description: `Whether every matching ${one} of every account is counted. Else \`accounts\` says what is missing, and asking again goes further.`,
      }),
      coveredFrom: t.expose('coveredFrom', {
        type: 'DateTime',
        description: `All ${many} that began at this instant or later are counted; null when an account has given none yet.`,
      }),
      accounts: t.field({
        type: [AccountReport],
        nullable: false,
        description:
          'What each selected account did for these numbers. CAPPED: it is counted from `coveredFrom` on and read further in the background; ask again after `retryAfterMs`. SKIPPED: its rows lack a measure or a key, which `message` names.',
        resolve: ({ reports }) => [...reports],
      }),
    }),
  })

  const request = (args: Arguments, selecting: Selecting) => toStatsRequest(noun, args, selecting)
  const argumentsOf = (
    t:
      | PothosSchemaTypes.QueryFieldBuilder<Types, object>
      | PothosSchemaTypes.SubscriptionFieldBuilder<Types, object>,
  ) => ({
    filter: t.arg({
      type: filter,
      required: true,
      description: `Which ${many} to count; \`startedAt.from\` is required. The same filter lists the ${many} behind a number.`,
    }),
    groupBy: t.arg({
      type: [Key],
      required: true,
      defaultValue: [],
      description: 'What to group by: at most three keys.',
    }),
    interval: t.arg({
      type: enumFor(STATS_INTERVALS),
      description: 'The length of the intervals by start time. Absent: one for the whole range.',
    }),
    timeZone: t.arg({
      type: 'TimeZone',
      required: true,
      defaultValue: 'UTC',
      description: 'The time zone in which intervals are cut, e.g. `America/Chicago`.',
    }),
  })
  const priced = (args: Arguments) =>
    toRequest({ noun }, undefined, { filter: args.filter as object }, new Set())
  const common = { type: StatsOf, nullable: false, fetches: { by: 'LIST', request: priced } } as const

  builder.queryFields((t) => ({
    [field]: t.field({
      ...common,
      description: `Counts ${many} by group and interval, over all accounts. It costs what the list of these ${many} costs, and nothing where that has been read.`,
      args: argumentsOf(t),
      resolve: (_, args, { gather, ask }, info) => gather.stats(request(args, toSelecting(info)), ask),
    }),
  }))
  builder.subscriptionFields((t) => ({
    [field]: t.field({
      ...common,
      description: `Counts ${many} as the query \`${field}\` does, now and whenever a number has changed, at most every 5 seconds. All who watch the same share one count. Sent as Server-Sent Events.`,
      args: argumentsOf(t),
      subscribe: (_, args, context, info) =>
        renewing(context, context.gather.watchStats(request(args, toSelecting(info)), context.ask)),
      resolve: (stats) => stats,
    }),
  }))
}

/** Places at which a client selects measures. */
const MEASURE_PATHS = [['total'], ['groups', 'measures']]

function toStatsRequest<N extends StatsNoun>(
  noun: N,
  args: Arguments,
  selecting: Selecting,
): StatsRequest<N> {
  // The arguments are those of `argumentsOf`.
  const { filter, groupBy, interval, timeZone } = args as {
    readonly filter: object
    readonly groupBy: readonly StatsKey[]
    readonly interval?: StatsRequest['interval'] | undefined
    readonly timeZone: string
  }
  const { selection, filter: given } = toRequest({ noun }, undefined, { filter }, new Set())
  const measures = namesBelow(selecting, MEASURE_PATHS)
  return { noun, selection, filter: given, groupBy, interval: interval ?? null, timeZone, measures }
}

defineStats({ noun: 'CALL', filter: CallFilter, status: enumFor(CALL_STATUSES) })
defineStats({ noun: 'CHAT', filter: ChatFilter, status: enumFor(CHAT_STATUSES) })
defineStats({ noun: 'EMAIL', filter: EmailFilter, status: enumFor(EMAIL_STATUSES) })

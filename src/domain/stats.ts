// Statistics of calls, chats and e-mails: keys that group rows, and measures that are counted of them.
//
//   row   { agent: { id: 'agent:ujet:7' }, durationSeconds: 61, … }
//   key   AGENT             → agent:ujet:7
//   measure durationSeconds → 61
import type { Call } from './call.ts'
import type { Chat } from './chat.ts'
import type { Email } from './email.ts'
import type { RowOf } from './lists.ts'
import type { HandleDuration, QueueDuration } from './session.ts'
import type { WordOf } from './words.ts'
import { defineWords } from './words.ts'

const STATS_NOUNS = ['CALL', 'CHAT', 'EMAIL'] as const
export type StatsNoun = (typeof STATS_NOUNS)[number]

export const STATS_INTERVALS = defineWords('StatsInterval', 'The lengths of intervals, cut in local time.', {
  QUARTER_HOUR: 'Fifteen minutes, from the full hour on.',
  HOUR: 'Full hours. Where clocks change, the repeated hour is a second one, with another offset.',
  DAY: 'From midnight to midnight, 23 or 25 hours where clocks change.',
  WEEK: 'From Monday to Sunday.',
  MONTH: 'Calendar months.',
})
export type StatsInterval = WordOf<typeof STATS_INTERVALS>

/** Fields of rows by the key that groups by them. */
export const STATS_KEYS = {
  CALL: {
    ACCOUNT: 'account',
    VENDOR: 'vendor',
    DIRECTION: 'direction',
    STATUS: 'status',
    AGENT: 'agent',
    MENU: 'menu',
    CAMPAIGN: 'campaign',
    LANGUAGE: 'language',
  },
  CHAT: {
    ACCOUNT: 'account',
    VENDOR: 'vendor',
    TYPE: 'type',
    STATUS: 'status',
    AGENT: 'agent',
    MENU: 'menu',
    CAMPAIGN: 'campaign',
    LANGUAGE: 'language',
  },
  EMAIL: {
    ACCOUNT: 'account',
    VENDOR: 'vendor',
    STATUS: 'status',
    AGENT: 'agent',
    MENU: 'menu',
    LANGUAGE: 'language',
  },
} as const satisfies { readonly [N in StatsNoun]: Readonly<Record<string, keyof RowOf<N>>> }

/** Keys of any noun, e.g. `AGENT`. */
export type StatsKey = { [N in StatsNoun]: keyof (typeof STATS_KEYS)[N] }[StatsNoun]

type Value = number | string | null | undefined

/** One measure: a number or words of each row. */
export interface Measure<R> {
  /** NUMBERS become a distribution, WORDS are counted. */
  readonly of: 'NUMBERS' | 'WORDS'
  /** The field of rows that it is read from. */
  readonly field: string & keyof R
  /** `null` and `undefined`: the row has no value. */
  readonly read: (row: R) => Value | readonly Value[]
}

/** A field that is a number. */
function numberOf<K extends string>(field: K) {
  return {
    of: 'NUMBERS',
    field,
    read: (row: { readonly [Key in K]?: number | null | undefined }): Value => row[field],
  } as const
}

/** The sum of all stretches of handling; a row without one has no value. */
function handling(part: 'handleSeconds' | 'afterWorkSeconds') {
  return {
    of: 'NUMBERS',
    field: 'handleDurations',
    read: ({
      handleDurations,
    }: {
      readonly handleDurations?: readonly HandleDuration[] | null | undefined
    }) => {
      const values = handleDurations?.flatMap((stretch) => stretch[part] ?? []) ?? []
      return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0)
    },
  } as const
}

const byStatus = {
  of: 'WORDS',
  field: 'status',
  read: ({ status }: { readonly status?: string | null | undefined }): Value => status ?? 'UNKNOWN',
} as const

const serviceLevelEvents = {
  of: 'WORDS',
  field: 'queueDurations',
  read: ({ queueDurations }: { readonly queueDurations?: readonly QueueDuration[] | null | undefined }) =>
    queueDurations?.map(({ serviceLevelEvent }) => serviceLevelEvent),
} as const

const ofAll = {
  byStatus,
  durationSeconds: numberOf('durationSeconds'),
  queueSeconds: numberOf('queueSeconds'),
  handleSeconds: handling('handleSeconds'),
} as const

export const STATS_MEASURES = {
  CALL: {
    ...ofAll,
    holdSeconds: numberOf('holdSeconds'),
    wrapUpSeconds: handling('afterWorkSeconds'),
    rating: numberOf('rating'),
    serviceLevelEvents,
  } satisfies Measures<Call>,
  CHAT: {
    ...ofAll,
    waitSeconds: numberOf('waitSeconds'),
    wrapUpSeconds: handling('afterWorkSeconds'),
    averageResponseSeconds: numberOf('averageResponseSeconds'),
    longestResponseSeconds: numberOf('longestResponseSeconds'),
    messageCount: numberOf('messageCount'),
    rating: numberOf('rating'),
    serviceLevelEvents,
  } satisfies Measures<Chat>,
  EMAIL: { ...ofAll, threadCount: numberOf('threadCount') } satisfies Measures<Email>,
} as const

type Measures<R> = Readonly<Record<string, Measure<R>>>

/** Measures of a noun, e.g. `durationSeconds`. */
export function measuresOf<N extends StatsNoun>(noun: N): Measures<RowOf<N>> {
  // The table has the noun's own rows.
  return STATS_MEASURES[noun] as unknown as Measures<RowOf<N>>
}

/** The field of rows of a key; `undefined`: the noun has no such key. */
export function keyFieldOf(noun: StatsNoun, key: StatsKey): string | undefined {
  const keys: Readonly<Partial<Record<StatsKey, string>>> = STATS_KEYS[noun]
  return keys[key]
}

/** The distribution of numbers, e.g. waits. `count`: rows with a number. */
export interface Distribution {
  readonly count: number
  readonly sum: number | null
  readonly minimum: number | null
  readonly average: number | null
  readonly maximum: number | null
  /** The smallest value that at least half of all values do not exceed. */
  readonly p50: number | null
  readonly p90: number | null
}

export interface WordCount {
  readonly word: string
  readonly count: number
}

/** The rows counted, and the wanted measures by name. */
export interface Measured {
  readonly count: number
  readonly values: Readonly<Record<string, Distribution | readonly WordCount[]>>
}

// Optional parts of a call, and their words for `detail`.
import type { CallSummary, Sentiment, SentimentLabel } from '../../domain/analysis.ts'
import type { Params } from '../filters.ts'
import type { Wire } from '../wire.ts'
import { reader, toFlag, toList, toNumber, toObject, toWord } from '../wire.ts'

/**
 * Words for `detail` by selected field, all of which `all` omits.
 * Sentiment has one because of the documented `all,sentiment`.
 */
const WORDS = {
  notes: 'notes',
  sentiment: 'sentiment',
  summary: 'summaries',
  summaries: 'summaries',
  scorecards: 'scorecards',
  referenceId: 'import',
  demographics: 'demographics',
} as const

export const optIns = {
  // Object.keys forgets the key type.
  fields: Object.keys(WORDS) as (keyof typeof WORDS)[],
  params: (wanted: ReadonlySet<string>): Params => {
    const words = Object.entries(WORDS).flatMap(([field, word]) => (wanted.has(field) ? [word] : []))
    return { detail: [...new Set(['all', ...words])].join(',') }
  },
}

/**
 * Reads a part under its field. `null`: requested and missing.
 * Unrequested fields are absent, so a look-up can fill them.
 */
export function askedFor<Field extends keyof typeof WORDS, T>(
  field: Field,
  row: Wire,
  { detail = '' }: Params,
  read: (row: Wire) => T,
): { readonly [K in Field]?: T | null } {
  const word = WORDS[field]
  const asked = String(detail).split(',').includes(word)
  // TypeScript widens a computed key to any text.
  return asked || Object.hasOwn(row, word) ? ({ [field]: read(row) } as { [K in Field]: T }) : {}
}

const toLabel = reader<SentimentLabel>({ POSITIVE: 'positive', NEUTRAL: 'neutral', NEGATIVE: 'negative' })

export function toSentiment({ sentiment }: Wire): Sentiment | null {
  const row = toObject(sentiment)
  return (
    row && {
      label: toLabel(row.sentiment),
      vendorLabel: toWord(row.sentiment),
      satisfied: toFlag(row.satisfied),
      frustrated: toFlag(row.frustrated),
      frustratedReason: toWord(row.frustrated_reason),
      view: toLabel(row.view),
      vendorView: toWord(row.view),
      viewReason: toWord(row.view_reason),
      concernClass: toWord(row.concern_class),
    }
  )
}

export function toSummaries({ summaries }: Wire): readonly CallSummary[] | null {
  return toList(summaries, (row) => ({ text: toWord(row.text), vendorKind: toWord(row.type) }))
}

/** The first summary with text; the details have all. */
export function toSummary(row: Wire): CallSummary | null {
  return toSummaries(row)?.find(({ text }) => text !== null) ?? null
}

export type CallcapScorecard = NonNullable<ReturnType<typeof toScorecards>>[number]

export function toScorecards({ scorecards }: Wire) {
  return toList(scorecards, (card) => ({
    name: toWord(card.name),
    results: toList(card.results, ({ question, answers }) => ({
      question: toWord(question),
      answers: toList(answers, toAnswer),
    })),
  }))
}

export type CallcapScorecardAnswer = NonNullable<ReturnType<typeof toAnswer>>

function toAnswer({ entry, value, min_value, max_value }: Wire) {
  const checked = typeof entry === 'boolean' ? entry : null
  return {
    text: checked === null ? toWord(entry) : null,
    checked,
    score: toNumber(value),
    minScore: toNumber(min_value),
    maxScore: toNumber(max_value),
  }
}

export type CallcapDemographics = NonNullable<ReturnType<typeof toDemographics>>

export function toDemographics({ demographics }: Wire) {
  const row = toObject(demographics)
  return (
    row && {
      person: row.person ?? null,
      traits: row.demographics ?? null,
      property: row.property ?? null,
      addresses: toAny(row.addresses),
      emails: toAny(row.emails),
      vehicles: toAny(row.vehicles),
    }
  )
}

function toAny(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value.filter((one) => one !== null && one !== undefined) : null
}

export type CallcapWebmatch = NonNullable<ReturnType<typeof toWebmatch>>

export function toWebmatch(row: Wire | null) {
  if (row === null) return null
  const visitor = toObject(row.visitor)
  const [device, os, browser] = [visitor?.device, visitor?.os, visitor?.browser].map(toObject)
  return {
    searchTerm: toWord(row.search),
    referrer: toWord(row.referrer),
    trafficType: toWord(row.traffic_type),
    callPageUrl: toWord(row.call_page),
    adGroup: toWord(row.ad_group),
    adPlacement: toWord(row.ad_placement),
    creativeId: toWord(row.creative_id),
    keywordId: toWord(row.keyword_id),
    visitor: visitor && {
      deviceType: toWord(device?.type),
      osName: toWord(os?.name),
      osVersion: toWord(os?.version),
      browserName: toWord(browser?.name),
      browserVersion: toWord(browser?.version),
    },
  }
}

// How much of a call an answer shows, and in which zone it tells the times.
import type { Row } from '../shelf.ts'
import type { Zone } from '../zone.ts'
import { toInstant } from '../fields.ts'
import { Refusal } from '../refusal.ts'

/** The fields that an answer leaves out. */
export type Detail = ReadonlySet<string>

/** UNVERIFIED: that Callsaver comes with Callsurance; no word of its own is documented. */
const FIELDS_OF: Readonly<Record<string, readonly string[]>> = {
  notes: ['notes'],
  demographics: ['demographics'],
  callsurance: ['callsurance', 'callsaver'],
  webmatch: ['webmatch'],
  caller: ['caller'],
  accounts: ['accounts'],
  scorecards: ['scorecards'],
  import: ['import'],
  summaries: ['summaries'],
  sentiment: ['sentiment'],
}

/**
 * What `all` stands for. UNVERIFIED for sentiment: the document names it neither among what must be asked for
 * explicitly nor among the exceptions, but writes `all,sentiment`.
 */
const IN_ALL = ['callsurance', 'webmatch', 'caller', 'accounts']

export function readDetail(text: string): Detail {
  const wanted = new Set(text === '' ? [] : text.split(',').map((word) => word.trim()))
  for (const word of wanted) {
    if (word !== 'all' && !Object.hasOwn(FIELDS_OF, word)) throw new Refusal(400, 'invalid value of detail')
  }
  const shown = new Set([...wanted, ...(wanted.has('all') ? IN_ALL : [])])
  const hidden = Object.entries(FIELDS_OF).filter(([word]) => !shown.has(word))
  return new Set(['unseen', ...hidden.flatMap(([, names]) => names)])
}

export function show(row: Row, hidden: Detail, zone: Zone): Row {
  const kept = Object.entries(row).filter(([name]) => !hidden.has(name))
  return Object.fromEntries(kept.map(([name, value]) => [name, localize(name, value, zone)]))
}

/** Instants become local times without an offset; what is no instant stays as it is. */
function localize(name: string, value: unknown, zone: Zone): unknown {
  if (name === 'callsaver' && typeof value === 'object' && value !== null && 'date' in value) {
    return { ...value, date: localize('date', value.date, zone) }
  }
  const at = ['start_datetime', 'last_modified', 'end_datetime', 'date'].includes(name)
    ? toInstant(value)
    : undefined
  return at === undefined ? value : zone.local(at)
}

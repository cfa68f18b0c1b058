// Claims that no document of TWIN states: above all names of parameters.
import type { ProbeQuestion, Unverified, UnverifiedOf } from '../unverified.ts'
import type { Wire } from '../wire.ts'
import type { Parameter } from './call-filters.ts'
import { toRfc3339 } from '../../domain/time.ts'
import { keeps, valueOf } from '../unverified.ts'
import { toInstant, toWord } from '../wire.ts'
import { NAMES } from './call-filters.ts'
import { isFilterable } from './call-words.ts'

const NEIGHBOURS = 'the documents of neighbouring lists'
const keys: Unverified = {
  claim: 'rows have the keys that are read',
  source: "the vendor's SDK",
  byFields: true,
}

/** E.g. `keyword` is the parameter of words; `search`, `query` and `q` are tried after it. */
function nameOf(
  key: Parameter,
  others: readonly string[],
  rest: Pick<Unverified, 'ask' | 'holds'>,
): Unverified {
  return {
    claim: `\`${NAMES[key]}\` is a parameter of calls`,
    source: NEIGHBOURS,
    setting: { kind: 'parameters', key, names: () => [NAMES[key], ...others] },
    ...rest,
  }
}

function byValue(
  key: Parameter,
  others: readonly string[],
  field: string,
  fits: (text: string) => boolean = () => true,
): Unverified {
  const find = (rows: readonly Wire[]) => rows.filter((row) => fits(toWord(row[field]) ?? ''))
  const ask = (rows: readonly Wire[], name: string): ProbeQuestion | null => {
    const value = valueOf(find(rows), field)
    return value === null ? null : { params: { [name]: value } }
  }
  return nameOf(key, others, { ask, holds: (answer, name, rows) => keeps(field)(answer, name, find(rows)) })
}

/** Dialled well after its creation, so that a range around its start leaves out its creation. */
function dialledLate(rows: readonly Wire[]): Wire | undefined {
  return rows.find((row) => {
    const [startedAt, createdAt] = [toInstant(row.startedAt), toInstant(row.createdAt)]
    return startedAt !== null && createdAt !== null && Math.abs(startedAt - createdAt) > 5000
  })
}

const toSecond = (at: number) => toRfc3339(at).replace(/\.\d+Z$/, '+00:00')

export const unverified: UnverifiedOf = {
  CALL: [
    nameOf('dateField', ['dateField', 'date_field', 'fieldDate', 'dateType', 'by'], {
      ask: (rows, name) => {
        const at = toInstant(dialledLate(rows)?.startedAt)
        if (at === null) return null
        return { params: { from: toSecond(at - 2000), to: toSecond(at + 2000), [name]: 'startedAt' } }
      },
      holds: ({ status, rows: kept }, _name, rows) =>
        status < 400 && kept.some(({ id }) => id === dialledLate(rows)?.id),
    }),
    byValue('id', ['ids', 'sessionId', 'callId', 'uuid'], 'id'),
    byValue('phone', ['phoneNumber', 'phones', 'number', 'to'], 'phone'),
    byValue('status', ['statuses', 'callStatus', 'dialStatus'], 'status', isFilterable),
    nameOf('keyword', ['search', 'query', 'q', 'text', 'keywords'], {
      ask: (rows, name) => {
        const phone = valueOf(rows, 'phone')
        return phone === null ? null : { params: { [name]: phone } }
      },
      holds: ({ status, rows: kept }, _name, rows) => {
        const phone = valueOf(rows, 'phone') ?? ''
        return status < 400 && kept.length > 0 && kept.every((row) => JSON.stringify(row).includes(phone))
      },
    }),
    nameOf('companyId', ['company', 'company_id', 'companyIds'], {
      // No company has it, so that a filter keeps nothing.
      ask: (_, name) => ({ params: { [name]: '999999999' } }),
      holds: ({ status, rows }) => status < 400 && rows.length === 0,
    }),
    {
      claim: 'a session that is not dialled has its creation as start',
      ask: () => ({ params: { sort: '-createdAt' } }),
      holds: ({ rows }) => {
        if (rows.some((row) => row.startedAt === null)) return false
        return rows.some((row) => row.startedAt === row.createdAt) || undefined
      },
    },
    {
      claim: 'the list by start begins with sessions that have none',
      ask: () => ({ params: { sort: '+startedAt' } }),
      holds: ({ rows: [first] }) => first && first.startedAt === null,
    },
    {
      claim: 'a `limit` above 1000 is refused',
      ask: () => ({ params: { limit: '1001' } }),
      holds: ({ status }) => status >= 400,
    },
    { claim: 'all calls are outbound', source: 'tasks, which the list is of' },
    { claim: 'five requests a second are allowed' },
    { claim: '`messages` and `markers` have the keys that are read' },
    { claim: '`NOCALLERID` means that there was no number to call from' },
  ],
  AGENT: [
    keys,
    {
      claim: '`userId` takes one id only',
      ask: ([first, second]) =>
        first === undefined || second === undefined
          ? null
          : { params: { userId: `${toWord(first.id)},${toWord(second.id)}` } },
      holds: ({ rows }) => rows.length < 2,
    },
  ],
  CAMPAIGN: [{ ...keys, source: "the list's parameters" }, { claim: 'a blank task is made and still empty' }],
  CHAT: [keys, { claim: '`clientId` is an id of the customer’s own' }],
}

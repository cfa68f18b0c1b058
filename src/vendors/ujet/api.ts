// The Manager API's dialect: paging, sorting, ranges and references.
// Fields are `unknown`: the document promises new keys at any time.
import type { NumberRange, TimeRange } from '../../domain/filter.ts'
import type { Paging, Sorting } from '../define.ts'
import type { Params, Send } from '../filters.ts'
import { parseContactId, parseId } from '../../domain/id.ts'
import { toRfc3339 } from '../../domain/time.ts'
import { supersetOf, repeated } from '../filters.ts'
import { NUMBER_ID } from '../id-form.ts'
import { toInteger } from '../wire.ts'

/**
 * The maximum, since one request a second makes pages dear.
 * 100 by the newest document, 200 by the primary one.
 */
export const pages: Paging = {
  maximum: 100,
  page: (page, per) => ({ page: String(page), per: String(per) }),
  read: ({ body, headers }) => {
    if (!Array.isArray(body)) return null
    const link = headers.get('link')
    return {
      rows: body,
      total: toInteger(headers.get('total')),
      more: link === null ? null : /rel="?next"?/.test(link),
    }
  },
}

export function sorting<Field extends string>(
  columns: Sorting<Field>['columns'],
  byDefault: NoInfer<Field>,
): Sorting<Field> {
  return {
    byDefault,
    columns,
    params: (column, direction) => ({ sort_column: column, sort_direction: direction }),
  }
}

/**
 * A range of instants, e.g. `updated_at[from]`, with an inclusive lower bound.
 * The upper one is undocumented and needs the post-filter.
 * So does an open range, which selects rows with an instant.
 */
export function times(name: string): Send<TimeRange> {
  const [lower, upper] = [`${name}[from]`, `${name}[to]`]
  return ({ from, to }) => {
    const params: Params = {
      ...(from === undefined ? {} : { [lower]: toRfc3339(from) }),
      ...(to === undefined ? {} : { [upper]: toRfc3339(to) }),
    }
    return from !== undefined && to === undefined ? params : supersetOf(params)
  }
}

/** Adds one to the upper bound, which may be exclusive. */
export function numbers(name: string, most = Number.MAX_SAFE_INTEGER): Send<NumberRange> {
  return ({ from, to }) => {
    const params: Params = {
      ...(from === undefined ? {} : { [`${name}[from]`]: String(Math.floor(from)) }),
      ...(to === undefined || to >= most ? {} : { [`${name}[to]`]: String(Math.floor(to) + 1) }),
    }
    return to === undefined && Number.isInteger(from) ? params : supersetOf(params)
  }
}

/** Raw ids of global ids; other accounts' ids are already gone. */
export function ids(parameter: string): Send<readonly string[]> {
  return (wanted) => repeated(parameter, wanted.map((id) => parseId(id)?.vendorId).filter(isRawId))
}

export function contactIds(parameter: string): Send<readonly string[]> {
  return (wanted) => repeated(parameter, wanted.map((id) => parseContactId(id)?.vendorId).filter(isRawId))
}

function isRawId(id: string | undefined): id is string {
  return id !== undefined && NUMBER_ID.pattern.test(id)
}

export const byIds = { by: 'batch', parameter: 'id[]' } as const

export function flag(parameter: string): Send<boolean> {
  return (wanted) => ({ [parameter]: [String(wanted)] })
}

// The calls endpoints: the list, one call and its recording.
import type { Row } from '../shelf.ts'
import type { Limits, Order, Query } from './query.ts'
import { answer } from '../answer.ts'
import { hash } from '../random.ts'
import { readQuery, refuseAnyParameter, Refusal } from './query.ts'
import { instantOf, isQualified, textOf } from './values.ts'

export interface Dialect extends Limits {
  /** Shuffles rows that are equal in a sort. */
  readonly tieSeed: string | undefined
}

const PATTERN = /^\/calls(?:\/(?<id>[^/]+)(?<audio>\/audio)?)?$/

export function respond(url: URL, rows: readonly Row[], dialect: Dialect): Response {
  const found = PATTERN.exec(url.pathname)
  if (found === null) return notFound()
  const { id, audio } = found.groups ?? {}
  try {
    if (id === undefined) return list(rows, readQuery(url.searchParams, dialect), dialect)
    refuseAnyParameter(url.searchParams)
  } catch (error) {
    if (error instanceof Refusal) return failed(error.status, error.parameter, 'invalid', error.message)
    throw error
  }
  const row = rows.find((one) => textOf(one.unique_id) === decode(id))
  if (row === undefined) return notFound()
  return audio === undefined ? answer(200, row) : recording(row)
}

function list(rows: readonly Row[], query: Query, { tieSeed }: Dialect): Response {
  const wanted = sortNewest(
    rows.filter((row) => query.tests.every((test) => test(row))),
    query.order,
    tieSeed,
  )
  const page = wanted.slice(query.offset, query.offset + query.limit)
  return answer(200, {
    count: wanted.length,
    data: page.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([key]) => !query.excluded.has(key))),
    ),
  })
}

/** Newest first is the only direction there is; rows without the instant come last. */
function sortNewest(rows: readonly Row[], order: Order, tieSeed: string | undefined): Row[] {
  const decorated = rows.map((row) => ({
    row,
    at: instantOf(row[order]) ?? -Infinity,
    tie: tieSeed === undefined ? 0 : hash(`${tieSeed}/tie/${textOf(row.unique_id)}`),
  }))
  // Infinities must not be subtracted from each other.
  decorated.sort((a, b) => (a.at === b.at ? a.tie - b.tie : a.at < b.at ? 1 : -1))
  return decorated.map(({ row }) => row)
}

/** A recording that was deleted is gone for good; of a void call there never was one. */
function recording(row: Row): Response {
  if (textOf(row.audio_state).toLowerCase() === 'available') {
    return new Response(new Uint8Array([0xff, 0xfb, 0x90, 0x00]), {
      headers: { 'content-type': 'audio/mpeg' },
    })
  }
  return isQualified(row)
    ? failed(451, 'all', 'unavailable_for_legal_reasons', 'The audio has been deleted.')
    : notFound()
}

export const notFound = (): Response => failed(404, 'all', 'not_found', 'Not found.')

export const failed = (
  status: number,
  id: string,
  title: string,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Response => answer(status, { errors: [{ id, title, detail }] }, headers)

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

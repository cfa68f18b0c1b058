// Empty answers, and errors inside an HTTP success.
// An error read as an empty list would be COMPLETE and wrong.
import type { Answer } from '../upstream/attempt.ts'
import type { Paging, WireAnswer, WirePage } from './define.ts'
import { UnreadableAnswer } from '../upstream/errors.ts'
import { toObject, toWord } from './wire.ts'

type At = Parameters<Paging['read']>[1]

/** HTTP 204, or the vendor's error status for an empty result. */
export function isEmpty({ status }: Answer): boolean {
  return status === 204 || status >= 400
}

/** `null`: the body is no list. Throws UnreadableAnswer for an error. */
export function readPage(paging: Paging | null, answer: Answer, at: At): WirePage | null {
  if (isEmpty(answer)) return { rows: [], total: at.page === 1 ? 0 : null, more: false }
  const page = paging === null ? readWhole(answer) : paging.read(answer, at)
  const hasRows = page?.rows.some((row) => row !== answer.body) === true
  if (!hasRows) checkError(answer.body, paging)
  return page
}

/** Throws UnreadableAnswer for an error in a body without rows. */
export function checkError(body: unknown, paging: Paging | null): void {
  const envelope = toObject(body)
  if (envelope === null) return
  const { error, errors, success } = envelope
  const isError = [error, errors].some(isSet) || success === false || toWord(envelope.status) === 'error'
  if (isError || paging?.isError?.(envelope) === true) throw new UnreadableAnswer('an error in place of rows')
}

/** No errors: `null`, `false`, `""`, `[]` and `{}`. */
function isSet(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0
  return Boolean(value)
}

/** A list, an object around its only list, or a single row. */
function readWhole({ body }: WireAnswer): WirePage | null {
  const page = (rows: readonly unknown[]) => ({ rows, total: rows.length, more: false })
  if (Array.isArray(body)) return page(body)
  const object = toObject(body)
  if (object === null) return null
  const lists = Object.values(object).filter((value) => Array.isArray(value))
  return page(lists.length === 1 && lists[0] !== undefined ? lists[0] : [object])
}

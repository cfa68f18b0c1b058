// Reads rows of Callcap the way the kit does: out of an answer, by the account's settings.
import assert from 'node:assert/strict'
import type { Call } from '../../../src/domain/call.ts'
import type { WirePage } from '../../../src/vendors/define.ts'
import { callcap } from '../../../src/vendors/callcap/index.ts'

export const account = {
  name: 'callcap',
  vendor: 'CALLCAP',
  settings: { TIMEZONE: 'US/Central', API_KEY: 'key' },
} as const

export const ALL = { detail: 'all,notes,sentiment,summaries,scorecards,import,demographics' }

export function resource() {
  const { CALL } = callcap.resources
  assert.ok(CALL)
  return CALL
}

export function toPage(body: unknown, page = 1): WirePage | null {
  return resource().paging?.read({ body, headers: new Headers() }, { page, per: 200 }) ?? null
}

/** A list's rows as calls; the answer tells its zone. */
export function toCalls(
  rows: readonly unknown[],
  timezone: unknown = 'US/Central',
  sent: Record<string, string> = { detail: 'all' },
): readonly (Call | null)[] {
  const page = toPage({ status: 'success', search: { timezone }, call: rows })
  return page?.rows.map((row, index) => resource().toRow(row, account, {}, index, sent)) ?? []
}

export const toCall = (row: object, timezone?: unknown, sent?: Record<string, string>) =>
  toCalls([{ call_id: 'c', ...row }], timezone, sent)[0] ?? null

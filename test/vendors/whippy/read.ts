// Reads rows of Whippy, and finds its lists.
import assert from 'node:assert/strict'
import type { Call } from '../../../src/domain/call.ts'
import type { Noun } from '../../../src/domain/noun.ts'
import type { Resource } from '../../../src/vendors/define.ts'
import type { Reach, Sent } from '../../../src/vendors/filters.ts'
import { whippy } from '../../../src/vendors/whippy/index.ts'
import { sendBy } from '../../support/sent.ts'

export const account = { name: 'whippy', vendor: 'WHIPPY', settings: {} } as const

export type Served = 'CALL' | 'AGENT' | 'CHAT' | 'CAMPAIGN'

export function resource<N extends Served>(noun: N, which: 'FIRST' | 'BESIDES' = 'FIRST'): Resource<N> {
  const first: Resource<N> | undefined = whippy.resources[noun]
  const found = which === 'FIRST' ? first : first?.besides
  assert.ok(found)
  return found
}

export const toRow = (noun: Served, row: unknown, which?: 'FIRST' | 'BESIDES'): unknown =>
  resource<Served>(noun, which).toRow(row, account, {}, 0)

export const toCall = (row: object): Call | null =>
  resource('CALL').toRow({ id: 'c', ...row }, account, {}, 0)

export const tableOf = (
  noun: Noun & Served,
  which?: 'FIRST' | 'BESIDES',
): Readonly<Record<string, Reach<never>>> => resource<Served>(noun, which).filters

export function send(noun: Served, key: string, value: unknown, which?: 'FIRST' | 'BESIDES'): Sent {
  return sendBy(tableOf(noun, which)[key], value)
}

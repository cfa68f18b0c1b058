// What a simulator has, asked of it page by page with neither feed nor gather between, and which of that a filter means.
import type { Noun } from '../../src/domain/noun.ts'
import type { Resource } from '../../src/vendors/define.ts'
import type { Params, Settings } from '../../src/vendors/filters.ts'
import type { AnyFilter } from './fields.ts'
import type { AnyRow } from '../support/filters.ts'
import type { Subject } from './subject.ts'
import assert from 'node:assert/strict'
import { toPredicate } from '../../src/domain/filter.ts'
import { parseId } from '../../src/domain/id.ts'
import { toPath } from '../../src/vendors/account.ts'
import { createAccounts, descriptionOf } from '../../src/vendors/index.ts'
import { translate } from '../../src/vendors/translate.ts'
import { toRequestSpec } from '../../src/vendors/request.ts'
import { toAsk } from '../support/ask.ts'
import { createVirtualClock } from '../support/clock.ts'
import { listsOf } from '../support/filters.ts'
import { vendorOfKey } from '../../src/domain/vendor.ts'

export interface Truth {
  /** The simulator's own rows. */
  readonly data: object
  /** All rows of the noun. */
  everything(noun: Noun): Promise<readonly AnyRow[]>
  /** Those that its list must give. */
  wanted(noun: Noun, filter: AnyFilter): Promise<readonly AnyRow[]>
}

export function createTruth(subject: Subject, switches: object = {}): Truth {
  const { always: needed = {}, hidden = {}, shown = {}, unseen = {}, judges = {} } = subject
  const clock = createVirtualClock()
  const simulator = subject.simulate({ scale: 0.05, lively: false, ...switches, quota: false, clock })
  const read = createReader(subject, clock, simulator)
  const known = new Map<string, Promise<readonly AnyRow[]>>()

  const readAll = (noun: Noun, filter: AnyFilter) => {
    const key = `${noun} ${JSON.stringify(filter)}`
    const rows = known.get(key) ?? read(noun, filter)
    known.set(key, rows)
    return rows
  }

  const holds = (noun: Noun, row: AnyRow, { name, filter, value }: Piece): boolean => {
    const judge = judges[noun]?.[name]
    // Each judge knows the rows of its noun, the values of its filter and its vendor's data.
    if (judge !== undefined) return judge(row as never, value as never, simulator.data as never)
    return toPredicate<AnyFilter, AnyRow>(
      listsOf(subject.account.vendor, noun)[0]?.predicates as never,
      filter,
      Object.keys(filter),
    )(row)
  }

  return {
    data: simulator.data,
    everything: (noun) => readAll(noun, merge(needed[noun], shown[noun])),
    wanted: async (noun, filter) => {
      const asked = merge(needed[noun], hidden[noun], filter)
      const isUnseen = (key: string) => unseen[noun]?.some((one) => one === key) ?? false
      const list = Object.fromEntries(Object.entries(asked).filter(([key]) => isUnseen(key)))
      const rows = await readAll(noun, merge(list, shown[noun]))
      const pieces = piecesOf(asked)
      return rows.filter((row) => pieces.every((piece) => holds(noun, row, piece)))
    },
  }
}

/** One key of a filter, or one part of a nested one. */
interface Piece {
  readonly name: string
  readonly filter: AnyFilter
  readonly value: unknown
}

function piecesOf(filter: AnyFilter): readonly Piece[] {
  return Object.entries(filter).flatMap(([key, value]): readonly Piece[] => {
    if (vendorOfKey(key) === undefined) return [{ name: key, filter: { [key]: value }, value }]
    return Object.entries(Object(value)).map(([part, one]) => ({
      name: `${key}.${part}`,
      filter: { [key]: { [part]: one } },
      value: one,
    }))
  })
}

/** Later ones win, nested filters part by part. */
function merge(...filters: readonly (object | undefined)[]): AnyFilter {
  const merged: Record<string, unknown> = {}
  for (const [key, value] of filters.flatMap((filter) => Object.entries(filter ?? {}))) {
    merged[key] = vendorOfKey(key) !== undefined ? { ...Object(merged[key]), ...value } : value
  }
  return merged
}

type Read = (noun: Noun, filter: AnyFilter) => Promise<readonly AnyRow[]>

function createReader(
  subject: Subject,
  clock: ReturnType<typeof createVirtualClock>,
  simulator: (request: Request) => Promise<Response>,
): Read {
  const fetch: typeof globalThis.fetch = (input, init) => simulator(new Request(input, init))
  const [account] = createAccounts([subject.account], descriptionOf, { fetch, clock, emit: () => {} })
  assert.ok(account)
  const { client, config } = account
  const ask = toAsk()

  async function readList(list: Resource, filter: AnyFilter): Promise<readonly AnyRow[]> {
    const { noun, paging, path, filters, toRow } = list
    const { params } = translate<AnyFilter, AnyRow>(filter, filters, {}, () => true, config.settings)
    const optIns = optInsOf(list)
    const template = typeof path === 'string' ? path : path(filter)
    let per = paging?.maximum ?? 0
    const rows: AnyRow[] = []
    for (let page = 1; ; page += 1) {
      const spec = toRequestSpec(list, {
        path: toPath(account!, template, toRawIds(filter)),
        page: paging?.page(page, per) ?? {},
        params: { ...constantsOf(list, config.settings), ...optIns, ...params },
      })
      const wire = await client.send({
        noun,
        kind: 'LIST',
        ask,
        prepare: () => spec,
        read: (answer) => {
          const value = pageIn(list, answer, { page, per })
          return value === null ? null : { value, rows: value.rows.length }
        },
      })
      const before = rows.length
      for (const [index, row] of (wire?.rows ?? []).entries()) {
        rows.push(...[toRow(row, account!, filter as never, before + index, optIns) ?? []].flat())
      }
      if (wire?.more === false || !wire?.rows.length) return rows
      // Pages that are shorter than they might be are counted as they are.
      if (page === 1) per = Math.min(per, wire.rows.length)
    }
  }

  return async (noun, filter) => {
    const rows = new Map<string, AnyRow>()
    for (const list of listsOf(subject.account.vendor, noun))
      for (const row of await readList(list, filter)) rows.set(row.id, row)
    return [...rows.values()]
  }
}

/** Everything is asked for, so that whatever a filter is checked by is there. */
export function optInsOf({ optIns }: Resource): Params {
  return optIns?.params(new Set(optIns.fields)) ?? {}
}

interface Answered {
  readonly body: unknown
  readonly headers: Headers
}

/** The vendor's rows in an answer, and whether it says that there are more; null when there is no list in it. */
export function pageIn(
  { paging }: Resource,
  answer: Answered,
  at: { readonly page: number; readonly per: number },
): { readonly rows: readonly unknown[]; readonly more: boolean | null } | null {
  if (paging !== null) return paging.read(answer, at)
  const { body } = answer
  const inside = typeof body === 'object' && body !== null ? Object.values(body).find(Array.isArray) : null
  return { rows: Array.isArray(body) ? body : (inside ?? []), more: false }
}

function constantsOf({ constants }: Resource, settings: Settings): Params {
  return typeof constants === 'function' ? constants(settings) : (constants ?? {})
}

function toRawIds(filter: AnyFilter): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(filter).map(([key, value]) => [key, parseId(String(value))?.vendorId ?? String(value)]),
  )
}

/** The query parameters of Whippy's paths; what a path's documents do not name is refused. */
import { field, isRow, toText } from '../fields.ts'
import { Refusal } from '../simulator.ts'
import type { Row } from '../shelf.ts'
import type { Test } from './search.ts'
import { toMicros } from './spellings.ts'

type Reader = (values: readonly string[], name: string) => Test

export type Parameters = Readonly<Record<string, Reader>>

export type Page = { limit: number; offset: number }

export type Query = Page & { test: Test }

/** UNVERIFIED: that names are searched for in part and in any case. */
const part =
  (path: string): Reader =>
  (values) => {
    const wanted = (values.at(-1) ?? '').toLowerCase()
    return (row) => toText(field(row, path)).toLowerCase().includes(wanted)
  }

const same =
  (path: string): Reader =>
  (values) =>
  (row) =>
    toText(field(row, path)) === values.at(-1)

const anyOf =
  (path: string): Reader =>
  (values) =>
  (row) =>
    values.includes(toText(field(row, path)))

/** Any of the rows in a list within the row. */
const anyWithin =
  (list: string, key: string): Reader =>
  (values) =>
  (row) => {
    const inner = row[list]
    return (
      Array.isArray(inner) && inner.some((one: unknown) => isRow(one) && values.includes(toText(one[key])))
    )
  }

const bound =
  (path: string, holds: (at: number, bound: number) => boolean): Reader =>
  (values, name) => {
    const limit = toMicros(values.at(-1))
    if (limit === undefined) throw new Refusal(422, `${name} is invalid`)
    return (row) => {
      const at = toMicros(row[path])
      return at !== undefined && holds(at, limit)
    }
  }

const before = (path: string, name: string): Parameters => ({
  [name]: bound(path, (at, limit) => at < limit),
})

export const parameters = {
  none: {},
  agents: { name: part('name') },
  users: { name: part('name'), email: part('email'), role: same('role'), state: same('state') },
  campaigns: {
    title: part('title'),
    'status[]': anyOf('status'),
    'channels[][id]': anyWithin('channels', 'id'),
    'channels[][phone]': anyWithin('channels', 'phone'),
    'created_by[]': anyOf('created_by.id'),
    'updated_by[]': anyOf('updated_by.id'),
  },
  // UNVERIFIED: a full list was found nowhere; clients are known to send these.
  conversations: {
    'status[]': anyOf('status'),
    'channels[][id]': anyOf('channel_id'),
    'assigned_users[]': anyOf('assigned_user_id'),
    ...before('created_at', 'created_at[before]'),
  },
} satisfies Record<string, Parameters>

/** What the messages inside one conversation are asked with. */
export const inlined = {
  ...before('created_at', 'messages[before]'),
  'messages[after]': bound('created_at', (at, limit) => at > limit),
}

export type Limits = {
  clamp: number
  /** From how many rows on a page is refused. */
  refusedFrom?: number
}

const defaultLimit = 50

function readCount(search: URLSearchParams, name: string, least: number): number | undefined {
  const text = search.get(name)
  if (text === null) return undefined
  if (!/^\d{1,9}$/.test(text) || Number(text) < least) throw new Refusal(422, `${name} is invalid`)
  return Number(text)
}

/** Reads limit, offset and filters; the two are spelt `messages[limit]` and so on for messages inside something. */
export function readQuery(
  search: URLSearchParams,
  allowed: Parameters,
  { clamp, refusedFrom = Infinity, within }: Limits & { within?: string },
): Query {
  const spell = (name: string): string => (within === undefined ? name : `${within}[${name}]`)
  const [limit, offset] = [spell('limit'), spell('offset')]
  const tests = [...new Set(search.keys())]
    .filter((name) => name !== limit && name !== offset)
    .map((name) => {
      const reader = Object.hasOwn(allowed, name) ? allowed[name] : undefined
      if (reader === undefined) throw new Refusal(422, `unknown parameter: ${name}`)
      return reader(search.getAll(name), name)
    })
  const size = readCount(search, limit, 1) ?? defaultLimit
  if (size >= refusedFrom) throw new Refusal(422, `${limit} is too large`)
  return {
    limit: Math.min(clamp, size),
    offset: readCount(search, offset, 0) ?? 0,
    test: (row: Row) => tests.every((test) => test(row)),
  }
}

/** The query of a call search: paging and the time that the search may take. */
export function readSearchQuery(search: URLSearchParams, limits: Limits): Page {
  const timeoutMs = readCount(search, 'timeout', 15_000)
  if (timeoutMs !== undefined && timeoutMs > 120_000) throw new Refusal(422, 'timeout is invalid')
  const paging = new URLSearchParams([...search].filter(([name]) => name !== 'timeout'))
  return readQuery(paging, {}, limits)
}

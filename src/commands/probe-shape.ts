// The shape of answers without their values: keys, kinds of values, and how often each came.
//
//     [].id                number 100
//     [].agent_info        object 93, null 5
//     [].agent_info.email  e-mail address 93
import { toObject } from '../vendors/wire.ts'

interface Place {
  /** Values by kind, e.g. `null` → 5. */
  readonly kinds: Map<string, number>
  readonly keys: Map<string, Place>
  /** Entries of lists. */
  items: Place | null
}

export interface ShapeLine {
  readonly path: string
  /** E.g. `object 93, null 5`. */
  readonly kinds: string
}

const TEXTS: readonly (readonly [kind: string, form: RegExp])[] = [
  ['empty text', /^\s*$/],
  ['instant', /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)$/],
  ['local time', /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/],
  ['date', /^\d{4}-\d\d-\d\d$/],
  ['number as text', /^-?\d+(?:\.\d+)?$/],
  ['boolean as text', /^(?:true|false)$/i],
  ['UUID', /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i],
  ['telephone number', /^\+\d[\d\s().-]{5,20}$|^\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}$/],
  ['e-mail address', /^[^\s@]+@[^\s@]+$/],
  ['web address', /^https?:\/\//i],
  ['word', /^[\w-]{1,40}$/],
]

function kindOfValue(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return value.length === 0 ? 'empty list' : 'list'
  if (typeof value === 'string') return TEXTS.find(([, form]) => form.test(value))?.[0] ?? 'text'
  if (typeof value === 'number') return Number.isInteger(value) ? 'number' : 'decimal'
  return typeof value
}

export function shapeOf(body: unknown): readonly ShapeLine[] {
  const texts = new Set<string>()
  const root = createPlace()
  add(root, body, texts)
  return linesOf(root, '', texts)
}

function createPlace(): Place {
  return { kinds: new Map(), keys: new Map(), items: null }
}

function add(place: Place, value: unknown, texts: Set<string>): void {
  const kind = kindOfValue(value)
  place.kinds.set(kind, (place.kinds.get(kind) ?? 0) + 1)
  if (typeof value === 'string') texts.add(value)
  if (Array.isArray(value)) {
    const items = (place.items ??= createPlace())
    for (const one of value) add(items, one, texts)
    return
  }
  for (const [key, one] of Object.entries(toObject(value) ?? {})) {
    const below = place.keys.get(key) ?? createPlace()
    place.keys.set(key, below)
    add(below, one, texts)
  }
}

function linesOf(place: Place, path: string, texts: ReadonlySet<string>): readonly ShapeLine[] {
  const kinds = [...place.kinds].map(([kind, count]) => `${kind} ${count}`).join(', ')
  const isShown = shownIn(place, texts)
  const hidden = [...place.keys].filter(([key]) => !isShown(key)).map(([, below]) => below)
  const shown = [...place.keys].filter(([key]) => isShown(key))
  const below = hidden.length === 0 ? shown : [...shown, ['*', merge(hidden)] as const]
  return [
    { path: path === '' ? '(answer)' : path, kinds },
    ...(place.items === null ? [] : linesOf(place.items, `${path}[]`, texts)),
    ...below.flatMap(([key, one]) => linesOf(one, path === '' ? key : `${path}.${key}`, texts)),
  ]
}

function merge(places: readonly Place[]): Place {
  const merged = createPlace()
  for (const { kinds, keys, items } of places) {
    for (const [kind, count] of kinds) merged.kinds.set(kind, (merged.kinds.get(kind) ?? 0) + count)
    for (const [key, place] of keys)
      merged.keys.set(key, merge([merged.keys.get(key) ?? createPlace(), place]))
    if (items !== null) merged.items = merge([merged.items ?? createPlace(), items])
  }
  return merged
}

const IDENTIFIER = /^[A-Za-z_$][\w$-]{0,40}$/
/** More keys that came once in ten objects or more are ids or names. */
const MOST_RARE_KEYS = 8

/**
 * Hides keys that may be data: ids, numbers, names.
 * E.g. `{ "Ada Byron": 3 }` becomes `*`, `{ "Not reached": 3 }` in most rows stays.
 */
function shownIn({ kinds, keys }: Place, texts: ReadonlySet<string>): (key: string) => boolean {
  const objects = kinds.get('object') ?? 0
  const countOf = (key: string) =>
    keys
      .get(key)
      ?.kinds.values()
      .reduce((sum, one) => sum + one, 0) ?? 0
  const rare = objects < 10 ? [] : [...keys.keys()].filter((key) => countOf(key) === 1)
  const hidden = new Set(rare.length > MOST_RARE_KEYS ? rare : [])
  return (key) => {
    const isCommon = objects > 1 && countOf(key) * 2 >= objects
    if (key.length > 40 || key.includes('@') || key.replaceAll(/\D/g, '').length > 3) return false
    if (/[^a-z]/.test(key.charAt(0)) && texts.has(key)) return false
    return (IDENTIFIER.test(key) || isCommon) && !hidden.has(key)
  }
}

/** Parts of a body that a reader has used. */
export interface Reads {
  /** Keys that were read, e.g. `[].agent_info.id`. */
  readonly keys: Set<string>
  /** The places of objects and lists. */
  readonly places: WeakMap<object, string>
}

/** The same body, which notes its readers. */
export function watchReads(body: unknown, reads: Reads, path = ''): unknown {
  if (typeof body !== 'object' || body === null) return body
  const watched = new Proxy(body, {
    get: (target, key): unknown => {
      const value: unknown = Reflect.get(target, key)
      if (typeof key === 'symbol' || typeof value === 'function') return value
      if (Array.isArray(target)) return /^\d+$/.test(key) ? watchReads(value, reads, `${path}[]`) : value
      const below = path === '' ? key : `${path}.${key}`
      reads.keys.add(below)
      return watchReads(value, reads, below)
    },
  })
  reads.places.set(watched, path)
  return watched
}

/** Keys of the shape that the rows did not read; those below an unread key, or kept whole in a row, are left out. */
export function unreadOf(
  shape: readonly ShapeLine[],
  reads: Reads,
  rows: readonly object[],
): readonly string[] {
  const kept = new Set(rows.flatMap((row) => Object.values(row).flatMap((value) => keptIn(value, reads))))
  const isKept = (path: string) =>
    [...kept].some((one) => path.startsWith(`${one}.`) || path.startsWith(`${one}[`))
  const unread = shape
    .map(({ path }) => path)
    .filter((path) => /\w$/.test(path) && !reads.keys.has(path) && !isKept(path))
  return unread.filter(
    (path) => !unread.some((one) => path.startsWith(`${one}.`) || path.startsWith(`${one}[`)),
  )
}

/** Places of the body that a value keeps whole. A whole row, e.g. `raw`, is none: its keys are not known. */
function keptIn(value: unknown, reads: Reads): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  const place = reads.places.get(value)
  if (place !== undefined) return place.endsWith(']') ? [] : [place]
  return Object.values(value).flatMap((one) => keptIn(one, reads))
}

/** Fields that are null or absent in all rows, e.g. `details.nps`. */
export function unfilledOf(rows: readonly object[], lacks: readonly string[]): readonly string[] {
  const details = rows
    .map((row) => toObject(new Map(Object.entries(row)).get('details')))
    .filter((one) => one !== null)
  return [
    ...emptyIn(rows).filter((field) => !lacks.includes(field)),
    ...emptyIn(details).map((field) => `details.${field}`),
  ]
}

function emptyIn(rows: readonly object[]): readonly string[] {
  const fields = new Set(rows.flatMap((row) => Object.keys(row)))
  const isFilled = (value: unknown) => value !== null && value !== undefined
  return [...fields].filter((field) => !rows.some((row) => isFilled(new Map(Object.entries(row)).get(field))))
}

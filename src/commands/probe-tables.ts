// Claims that follow from a resource's tables: paging, order, unproven filters, sorts, look-ups and changes.
// Unproven ones are asked as in operations, whose probe results settle them.
//
//     startedAt: unproven('created_at', …)   →   `created_at` filters: holds
//     sorting: { unproven: true, … }         →   sorts by `call_duration`: fails, ignored
import type { Ask } from '../domain/ask.ts'
import type { FilterSpec, FilterSpecs, TimeRange } from '../domain/filter.ts'
import type { FilterOf, ListNoun, RowOf } from '../domain/lists.ts'
import type { Direction, SortKey } from '../domain/order.ts'
import type { LookUpNoun, Resource, WirePage } from '../vendors/define.ts'
import type { ProbeOptions } from '../vendors/filters.ts'
import type { Account } from '../vendors/index.ts'
import type { ProbeAnswer } from '../vendors/unverified.ts'
import { UpstreamError } from '../domain/errors.ts'
import { LISTS } from '../domain/lists.ts'
import { createFeed, directionsOf, ordersOf } from '../vendors/index.ts'
import { createLookUp } from '../vendors/lookup.ts'
import { inOrder } from '../vendors/sort.ts'
import { translate } from '../vendors/translate.ts'
import { toObject } from '../vendors/wire.ts'

/** `OPEN`: this account does not settle the claim. */
export type ClaimResult = 'HOLDS' | 'FAILS' | 'OPEN'

/** A first page, and what further questions need. */
export interface Listed<N extends ListNoun> {
  readonly noun: N
  readonly resource: Resource<N>
  /** The arguments of the list, e.g. `{ campaignId }`. */
  readonly filter: FilterOf<N>
  /** Rows of a page that the vendor granted. */
  readonly per: number
  readonly answer: ProbeAnswer
  readonly page: WirePage
  readonly rows: readonly RowOf<N>[]
}

export interface Probing {
  readonly createAsk: () => Ask
  readonly find: (claim: string, result: ClaimResult, note?: string) => void
}

/** The largest page to ask for. */
const MOST_ROWS = 200

export function mostRowsOf({ paging }: Pick<Resource, 'paging'>): number {
  return Math.min(paging?.maximum ?? MOST_ROWS, MOST_ROWS)
}

export function toResult(holds: boolean | undefined): ClaimResult {
  return holds === undefined ? 'OPEN' : holds ? 'HOLDS' : 'FAILS'
}

export async function probeTables<N extends ListNoun>(
  account: Account,
  { noun, resource, filter, per, page, rows }: Listed<N>,
  { createAsk, find }: Probing,
): Promise<void> {
  const { byDefault, read } = LISTS[noun]
  // The other list of a noun is probed by itself.
  const { besides: _, merge: __, ...rest } = resource
  const alone = rest as Resource<N>
  const { paging, sorting, lookUp, changes } = resource

  if (paging !== null) probePage()
  if (rows.length === 0) return
  if (read === 'PAGES' && sorting?.unproven !== true) probeOrder()
  // Of several refused parameters one is recorded, so each is asked for alone.
  await probeSorts()
  await probeFilters()
  await probeEnd()
  await probeLookUp()
  await probeChanges()

  interface Asked {
    readonly filter?: object
    readonly field?: string | null
    readonly direction?: Direction
  }

  function feedOf({ filter: more = {}, field = null, direction = 'DESC' }: Asked) {
    const order = field === null ? byDefault : { keyOf: keyOf(field), direction }
    // Fields are those of the noun's own table.
    return createFeed(account, alone, {
      filter: { ...filter, ...more },
      field: field as never,
      wanted: new Set<string>(),
      ...order,
    })
  }

  /** Rows in the vendor's order, before the post-filter. `null`: refused or failed. */
  async function ask(asked: Asked): Promise<readonly RowOf<N>[] | null> {
    const feed = feedOf(asked)
    if (feed.none || feed.absent.length > 0) return null
    try {
      return (await feed.read({ page: 1, per }, createAsk())).rows
    } catch (error) {
      if (error instanceof UpstreamError) return null
      throw error
    }
  }

  function keyOf(field: string): (row: RowOf<N>) => SortKey | undefined {
    return ordersOf(noun)[field]?.keyOf ?? byDefault.keyOf
  }

  function findProbed(claim: string, parameter: string): void {
    const result = account.probeResults.of(`${noun} ${parameter}`)
    find(claim, toResult(result && result === 'supported'), result === 'supported' ? '' : result)
  }

  function probePage(): void {
    const { total, more } = page
    const count = page.rows.length
    find('answers have a total', toResult(total !== null))
    find('answers say if a page follows', toResult(more !== null))
    const hasMore = more === true || (total !== null && total > count)
    const wanted = mostRowsOf(resource)
    if (per < wanted) return find(`a page has ${wanted} rows`, 'FAILS', `${per} are granted`)
    const isGranted = count >= per || (hasMore ? false : undefined)
    find(`a page has ${per} rows`, toResult(isGranted), isGranted === false ? `${count} rows` : '')
  }

  function probeOrder(): void {
    const instants = new Set(rows.map((row) => byDefault.keyOf(row)))
    const isSorted = (direction: Direction) => inOrder(rows, { keyOf: byDefault.keyOf, direction })
    if (instants.size < 3) return find('rows come newest first', 'OPEN')
    const note = isSorted('DESC') ? '' : isSorted('ASC') ? 'oldest first' : 'in no order'
    find('rows come newest first', toResult(note === ''), note)
  }

  async function probeFilters(): Promise<void> {
    for (const { probe, spec, toFilter } of unprovenOf(resource)) {
      const name = `${noun} ${probe.name}`
      for (const value of valuesOf(spec, rows)) {
        if (account.probeResults.of(name) !== undefined) break
        await ask({ filter: toFilter(value) })
      }
      findProbed(`\`${probe.name}\` filters`, probe.name)
    }
  }

  /** An exact instant as the end of a range: its row is inside or not. */
  async function probeEnd(): Promise<void> {
    if (read !== 'PAGES' || !('startedAt' in resource.filters)) return
    const startOf = (row: RowOf<N>) => byDefault.keyOf(row)
    const starts = rows.flatMap((row) => {
      const at = startOf(row)
      return typeof at === 'number' ? [{ row, at }] : []
    })
    const latest = Math.max(...starts.map(({ at }) => at))
    const isAlone = (at: number) => starts.filter((one) => one.at === at).length === 1
    const known = starts.find(({ at }) => at < latest && isAlone(at) && endsAt(at))
    if (known === undefined) return
    const found = await ask({ filter: { startedAt: { to: known.at } } })
    const isHeeded = found?.every((row) => Number(startOf(row) ?? 0) <= known.at) === true
    // A sorted page begins with it; a page that is not full has it.
    const isTold = found !== null && (found.length < per || inOrder(found, byDefault))
    const has = found?.some(({ id }) => id === known.row.id)
    find('the end of a range of starts is included', toResult(isHeeded && isTold ? has : undefined))
  }

  /** True if the vendor is sent exactly this instant. */
  function endsAt(at: number): boolean {
    const asked = { ...filter, startedAt: { to: at } satisfies TimeRange } as FilterOf<N>
    const { settings } = account.config
    const maySupport = (name: string) => account.probeResults.maySupport(`${noun} ${name}`)
    const { filters, predicates } = resource
    const sent = translate<FilterOf<N>, RowOf<N>>(asked, filters, predicates, maySupport, settings)
    const params = Object.assign({}, sent.params, ...sent.probes.map((probe) => probe.params))
    return Object.values<unknown>(params).some((value) => Date.parse(String(value)) === at)
  }

  async function probeSorts(): Promise<void> {
    if (sorting === undefined) return
    const columns = Object.entries<string | undefined>(sorting.columns)
    if (sorting.unproven === true)
      for (const [field, column = ''] of columns) {
        await ask({ field: field === sorting.byDefault ? null : field })
        findProbed(`sorts by \`${column}\``, `sort:${column}`)
      }
    const gaps = columns.find(([field]) => {
      const keys = rows.map((row) => keyOf(field)(row) ?? null)
      return field !== sorting.byDefault && keys.includes(null) && keys.some((key) => key !== null)
    })
    if (gaps === undefined) return
    const [field, column = ''] = gaps
    if (!(sorting.unproven !== true || account.probeResults.of(`${noun} sort:${column}`) === 'supported'))
      return
    for (const direction of directionsOf(sorting, field)) {
      const [first] = (await ask({ field, direction })) ?? []
      const isGap = first && (keyOf(field)(first) ?? null) === null
      find(`rows without \`${column}\` come first in ${direction}`, toResult(isGap))
    }
  }

  async function probeLookUp(): Promise<void> {
    if (lookUp === undefined || lookUp.by === 'whole' || lookUp.unproven === undefined) return
    const known = rows.flatMap((row) => ('vendorId' in row && row.vendorId != null ? [row.vendorId] : []))
    const [example] = known
    if (example !== undefined) account.examples.set(noun, example)
    // Nouns with look-ups have ids.
    const rowsById = createLookUp({
      account,
      resource: resource as unknown as Resource<LookUpNoun>,
      lookUp,
      optIns: {},
      remember: () => {},
    })
    await Promise.allSettled(known.slice(0, 2).map((id) => rowsById.want(id, createAsk())))
    const claim =
      lookUp.by === 'batch'
        ? `\`${lookUp.parameter}\` takes several ids`
        : `\`${lookUp.ask('{id}', account.config.settings).path}\` has one row`
    findProbed(claim, 'look-up')
  }

  async function probeChanges(): Promise<void> {
    if (changes?.unproven !== true || changes.guess === undefined) return
    const times = rows.flatMap((row) => toObject(row)?.updatedAt ?? []).map(Number)
    const from = medianOf(times)
    if (from !== undefined) await ask({ filter: { updatedAt: { from } } })
    findProbed('lists what changed since an instant', changes.guess)
  }
}

// Values ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

interface UnprovenFilter {
  readonly probe: ProbeOptions
  readonly spec: FilterSpec<never, never>
  readonly toFilter: (value: unknown) => object
}

function unprovenOf<N extends ListNoun>({ noun, filters, own }: Resource<N>): readonly UnprovenFilter[] {
  const specs: FilterSpecs = LISTS[noun].filters
  const ofTable = (table: object, of: FilterSpecs, toFilter: (key: string, value: unknown) => object) =>
    Object.entries(table).flatMap(([key, reach]: [string, unknown]): UnprovenFilter[] => {
      const { probe }: { probe?: ProbeOptions } = Object(reach)
      const spec = of[key]
      return probe === undefined || spec === undefined
        ? []
        : [{ probe, spec, toFilter: (value) => toFilter(key, value) }]
    })
  const nested = Object.entries(filters).flatMap(([vendor, reach]: [string, unknown]) => {
    const { parts }: { parts?: object } = Object(reach)
    return ofTable(parts ?? {}, own?.parts ?? {}, (key, value) => ({ [vendor]: { [key]: value } }))
  })
  return [...ofTable(filters, specs, (key, value) => ({ [key]: value })), ...nested]
}

/** The most values that are tried for one filter. */
const MOST_VALUES = 3

/** Values that some rows have and others have not, the rarest first. */
function valuesOf({ kind, read }: FilterSpec<never, never>, rows: readonly object[]): readonly unknown[] {
  // The row is of the filter's noun.
  const values = rows.flatMap((row) => read?.(row as never) ?? [])
  if (kind === 'TIME_RANGE') {
    const median = medianOf(values.map(Number))
    // A page begins with the newest rows, which an ignored end does not leave out.
    return median === undefined ? [] : [{ to: median }]
  }
  const texts = values
    .flatMap((value) => toObject(value)?.id ?? value)
    .filter((one) => typeof one === 'string')
  const counts = [...Map.groupBy(texts, (text) => text)].toSorted(([, a], [, b]) => a.length - b.length)
  return counts.slice(0, MOST_VALUES).map(([text]) => [text])
}

/** A value below which half of the values are. */
function medianOf(values: readonly number[]): number | undefined {
  const sorted = values.filter(Number.isFinite).toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}

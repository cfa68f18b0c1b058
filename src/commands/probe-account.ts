// Questions to one real account for `npm run probe`. Each resource is listed once; its rows help to settle
//
//     tables    unproven filters, sorts, look-ups, changes (`probe-tables.ts`)
//     claims    each `Unverified` of the vendor, by a question of its own
import type { Ask } from '../domain/ask.ts'
import type { Budget } from '../domain/budget.ts'
import type { FilterSpec, FilterSpecs } from '../domain/filter.ts'
import type { FilterOf, ListNoun, RowOf } from '../domain/lists.ts'
import type { Clock } from '../domain/time.ts'
import type { Answer } from '../upstream/attempt.ts'
import type { ShapeLine } from './probe-shape.ts'
import type { ClaimResult, Listed } from './probe-tables.ts'
import type { Resource, WirePage } from '../vendors/define.ts'
import type { Account, Params, VendorDescription } from '../vendors/index.ts'
import type { ProbeAnswer, ProbeQuestion, Unverified } from '../vendors/unverified.ts'
import { UpstreamError } from '../domain/errors.ts'
import { LISTS } from '../domain/lists.ts'
import { EVERYBODY } from '../domain/viewer.ts'
import { shapeOf, unfilledOf, unreadOf, watchReads } from './probe-shape.ts'
import { mostRowsOf, probeTables, toResult } from './probe-tables.ts'
import { toPath } from '../vendors/account.ts'
import { readPage } from '../vendors/envelope.ts'
import { toPathValues, toRequestSpec } from '../vendors/request.ts'
import { translate } from '../vendors/translate.ts'
import { toObject } from '../vendors/wire.ts'

export interface Finding {
  readonly noun: ListNoun
  readonly claim: string
  readonly result: ClaimResult
  /** E.g. `refused`; empty: nothing to add. */
  readonly note: string
}

export interface ProbedList {
  readonly noun: ListNoun
  /** E.g. `campaigns/{campaignId}/contacts`. */
  readonly path: string
  /** E.g. `100 rows` or `UPSTREAM_UNAUTHORIZED`. */
  readonly outcome: string
  readonly shape: readonly ShapeLine[]
  /** Keys that the vendor sends and Switchboard does not read. */
  readonly unread: readonly string[]
  /** Fields that no row fills, e.g. `details.nps`. */
  readonly unfilled: readonly string[]
}

type Names = Record<string, string>
export type Overrides = Readonly<Record<'paths' | 'parameters' | 'metadata', Readonly<Names>>>

export interface Probed {
  readonly lists: readonly ProbedList[]
  readonly findings: readonly Finding[]
  readonly overrides: Overrides
}

export interface ProbeDeps {
  readonly clock: Clock
  readonly budget: Budget
  /** Ends the questions. */
  readonly signal: AbortSignal
  /** Called before a list is asked. */
  readonly onList: (noun: ListNoun) => void
}

type Asked<N extends ListNoun> = Pick<Listed<N>, 'noun' | 'resource' | 'filter' | 'per'>

/** The longest wait for one answer, with its time in the queue. */
const PATIENCE_MS = 120_000

const FAILURES: ReadonlySet<number> = new Set([401, 403, 408, 429])
const MISSING: ReadonlySet<number> = new Set([404, 405, 410, 501])

/** Other errors are failures of the account. */
const isAnswer = (status: number) => status < 500 && !FAILURES.has(status)

export async function probeAccount(
  account: Account,
  description: VendorDescription,
  { clock, budget, signal, onList }: ProbeDeps,
): Promise<Probed> {
  const findings: Finding[] = []
  const lists: ProbedList[] = []
  const names: Readonly<Record<'parameters' | 'metadata', Names>> = { parameters: {}, metadata: {} }
  /** Paths that answer: `menus/tree` → `menu/tree`. */
  const paths = new Map<string, string>()
  /** One global id of each noun. */
  const ids = new Map<string, string>()

  // A description has resources of its own nouns.
  const resources = Object.entries(description.resources) as [ListNoun, Resource][]
  try {
    for (const [noun, resource] of resources) await probeNoun(noun, resource)
  } catch (error) {
    // Findings stay.
    if (!signal.aborted) throw error
  }
  return { lists, findings, overrides: { ...names, paths: toPathOverrides(paths) } }

  async function probeNoun<N extends ListNoun>(noun: N, first: Resource<N>): Promise<void> {
    for (const resource of first.besides === undefined ? [first] : [first, first.besides]) {
      onList(noun)
      const listed = await list(noun, resource)
      if (listed === null) continue
      await probeTables(account, listed, { createAsk, find: (...found) => find(noun, ...found) })
      // Claims are about the noun: its first list settles them.
      if (resource !== first) continue
      for (const claim of description.unverified[noun] ?? []) await settle(listed, claim)
    }
  }

  function find(noun: ListNoun, claim: string, result: ClaimResult, note = ''): void {
    // A second list of the noun settles what the first left open.
    const known = findings.findIndex((one) => one.noun === noun && one.claim === claim)
    if (known < 0) findings.push({ noun, claim, result, note })
    else if (findings[known]?.result === 'OPEN') findings[known] = { noun, claim, result, note }
  }

  function createAsk(): Ask {
    signal.throwIfAborted()
    const now = clock.now()
    const who = { viewer: EVERYBODY, client: 'probe', priority: 'BACKGROUND' } as const
    return { operations: [], ...who, askedAt: now, deadlineAt: now + PATIENCE_MS, signal, budget }
  }

  // One question ──────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Rejects with UpstreamError for a failure of the account. */
  async function send<N extends ListNoun>(
    { noun, resource, filter, per }: Asked<N>,
    { path, id = '', params }: ProbeQuestion,
  ): Promise<Answer> {
    const { paging, service, sorting } = resource
    const values = { ...toPathValues(filter), id }
    const template = path ?? templateOf(resource, filter)
    const wirePath = toPath(account, paths.get(template) ?? template, values)
    // A question may choose its own page.
    const page = Object.entries(paging?.page(1, per) ?? {}).filter(([key]) => !(key in params))
    const { settings } = account.config
    const { constants = {}, predicates } = resource
    const parts = {
      path: wirePath,
      page: Object.fromEntries(page),
      params: {
        ...(typeof constants === 'function' ? constants(settings) : constants),
        ...optInsOf(resource),
        ...(sorting === undefined || sorting.unproven === true
          ? {}
          : sorting.params(sorting.columns[sorting.byDefault] ?? '', 'DESC')),
        ...translate<FilterOf<N>, RowOf<N>>(filter, resource.filters, predicates, () => false, settings)
          .params,
        ...params,
      },
    }
    const spec =
      path === undefined ? toRequestSpec(resource, parts) : { path: wirePath, query: params, service }
    const answer = await account.client.send({
      noun,
      kind: 'LIST',
      ask: createAsk(),
      prepare: () => spec,
      accepts: ({ status }) => isAnswer(status),
      // A refused question is no failure of the account.
      carriesText: true,
      read: (value) => ({ value, rows: 0 }),
    })
    if (answer === null) throw new Error('a question of the probe is always sent')
    return answer
  }

  function toAnswer<N extends ListNoun>({ resource, per }: Asked<N>, answer: Answer): ProbeAnswer {
    const page = answer.status < 400 ? toPage(resource.paging, answer, per) : null
    const rows = page?.rows.map(toObject).filter((row) => row !== null) ?? []
    return { status: answer.status, body: answer.body, rows }
  }

  // A list ────────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Tries the path, then its singular and plural. `null`: no row can be had. */
  async function list<N extends ListNoun>(noun: N, resource: Resource<N>): Promise<Listed<N> | null> {
    const filter = toArguments<N>(noun)
    const template = templateOf(resource, filter ?? {})
    const report = (outcome: string): null => {
      lists.push({ noun, path: template, outcome, shape: [], unread: [], unfilled: [] })
      return null
    }
    if (filter === null) return report('not asked: no row has shown an id for it')
    const known = description.overrides.paths.find((path) => isBelow(template, path))
    const claim = `\`${template}\` is the path`
    let wasRefused = false
    try {
      for (const path of known === undefined ? [template] : [template, ...spellingsOf(template)]) {
        paths.set(template, path)
        for (const per of sizesOf(resource)) {
          const answer = await send({ noun, resource, filter, per }, { params: {} })
          const isNone = resource.paging?.isEmpty?.(answer) === true
          if (MISSING.has(answer.status) && !isNone) break
          wasRefused = answer.status >= 400 && !isNone
          if (wasRefused) continue
          const listed = read({ noun, resource, filter, per }, answer, template)
          if (listed === null) find(noun, claim, 'OPEN', 'of another shape')
          else if (path === template) find(noun, claim, 'HOLDS')
          else find(noun, claim, 'FAILS', `\`${path}\` is`)
          return listed
        }
      }
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      // An interrupted question is no finding.
      signal.throwIfAborted()
      paths.delete(template)
      find(noun, claim, 'OPEN', error.code)
      return report(error.code)
    }
    paths.delete(template)
    const outcome = wasRefused ? 'refused' : 'not found'
    find(noun, claim, wasRefused ? 'OPEN' : 'FAILS', outcome)
    return report(outcome)
  }

  /** Rows as operations read them, and keys that they do not read. */
  function read<N extends ListNoun>(asked: Asked<N>, answer: Answer, path: string): Listed<N> | null {
    const { noun, resource, filter, per } = asked
    const reads = { keys: new Set<string>(), places: new WeakMap<object, string>() }
    const watched = { ...answer, body: watchReads(answer.body, reads) }
    const page = toPage(resource.paging, watched, per)
    const toRow = (row: unknown, index: number) =>
      resource.toRow(row, account, filter, index, optInsOf(resource))
    const rows = page?.rows.flatMap((row, index) => toRow(row, index) ?? []) ?? []
    const [row] = rows
    if (row !== undefined && !ids.has(noun)) ids.set(noun, row.id)
    const shape = shapeOf(answer.body)
    const outcome = page === null ? 'of another shape' : `${page.rows.length} rows, ${rows.length} readable`
    const isKnown = rows.length > 0
    lists.push({
      noun,
      path,
      outcome,
      shape,
      unread: isKnown ? unreadOf(shape, reads, rows) : [],
      unfilled: isKnown ? unfilledOf(rows, resource.lacks ?? []) : [],
    })
    return page && { ...asked, page, answer: toAnswer(asked, answer), rows }
  }

  /** The arguments without which there is no list; `null`: an id that no row has shown. */
  function toArguments<N extends ListNoun>(noun: N): FilterOf<N> | null {
    const specs: FilterSpecs = LISTS[noun].filters
    const given = Object.entries(specs).flatMap(([key, spec]) =>
      spec.chooses === true && spec.kind !== 'TEXT' ? [[key, argumentOf(spec)] as const] : [],
    )
    return given.some(([, value]) => value === undefined) ? null : Object.fromEntries(given)
  }

  function argumentOf({ kind, words, names: noun }: FilterSpec<never, never>): unknown {
    if (kind === 'NUMBER') return MINUTES
    if (kind === 'FLAG') return false
    return kind === 'ID' ? ids.get(noun ?? '') : words?.all[0]
  }

  // Claims ────────────────────────────────────────────────────────────────────────────────────────────────────────────

  async function settle<N extends ListNoun>(listed: Listed<N>, claim: Unverified): Promise<void> {
    const { noun, answer } = listed
    const { setting, holds, byFields } = claim
    const report = (result: ClaimResult, note = '') => find(noun, claim.claim, result, note)
    if (byFields === true) {
      const empty = lists.findLast((one) => one.noun === noun)?.unfilled ?? []
      const isFilled = listed.rows.length > 0 && empty.length === 0
      return report(isFilled ? 'HOLDS' : 'OPEN', listed.rows.length > 0 ? '' : 'no rows')
    }
    if (holds === undefined) return report('OPEN', sourceOf(claim))
    if (setting === undefined) return report(toResult(await settleOne(listed, claim, '')))
    const { kind, key } = setting
    const [usual = '', ...others] = setting.names(answer.rows)
    const own = account.config.overrides[kind]?.[key] ?? usual
    const isOwn = await settleOne(listed, claim, own)
    if (isOwn !== false) return report(toResult(isOwn), own === usual ? '' : `with \`${own}\``)
    for (const name of [usual, ...others].filter((one) => one !== '' && one !== own)) {
      if ((await settleOne(listed, claim, name)) !== true) continue
      names[kind][key] = name
      return report('FAILS', `\`${name}\` is`)
    }
    report(own === '' ? 'OPEN' : 'FAILS', 'nor is any other name that was tried')
  }

  async function settleOne<N extends ListNoun>(
    listed: Listed<N>,
    { ask, holds }: Unverified,
    name: string,
  ): Promise<boolean | undefined> {
    const { answer } = listed
    if (ask === undefined) return holds?.(answer, name, answer.rows)
    const question = ask(answer.rows, name)
    if (question === null) return undefined
    try {
      return holds?.(toAnswer(listed, await send(listed, question)), name, answer.rows)
    } catch (error) {
      if (error instanceof UpstreamError) return undefined
      throw error
    }
  }
}

/** E.g. `hinted at by an example`. */
function sourceOf({ source }: Unverified): string {
  return source === undefined ? '' : `hinted at by ${source}`
}

/** Sizes of a page to try, e.g. `[100, 50, 25, 10]`. */
function sizesOf({ paging }: Pick<Resource, 'paging'>): readonly number[] {
  const per = mostRowsOf({ paging })
  return [per, ...(paging?.smaller ?? []).filter((size) => size < per)]
}

/** Of a service level. */
const MINUTES = 30

function optInsOf({ optIns }: Pick<Resource, 'optIns'>): Params {
  return optIns?.params(new Set(optIns.fields)) ?? {}
}

function templateOf<N extends ListNoun>(
  { path }: Resource<N>,
  filter: FilterOf<N> | Record<never, never>,
): string {
  return typeof path === 'string' ? path : path(filter)
}

/** `null`: of another shape. */
function toPage(paging: Resource['paging'], answer: Answer, per: number): WirePage | null {
  try {
    return readPage(paging, answer, { page: 1, per })
  } catch {
    // An error in place of rows.
    return null
  }
}

// Paths ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

const isBelow = (template: string, path: string) => template === path || template.startsWith(`${path}/`)

/** `menus/tree` → `menu/tree`, `menus/trees`, `menu/trees`. */
function spellingsOf(template: string): readonly string[] {
  const parts = template.split('/')
  const other = parts.map((part) => (part.startsWith('{') ? part : otherNumberOf(part)))
  const all = parts.map((part, index) => [part, other[index] ?? part])
  const spelt = all.reduce<string[][]>(
    (begun, choices) => begun.flatMap((one) => [...new Set(choices)].map((choice) => [...one, choice])),
    [[]],
  )
  return spelt.map((one) => one.join('/')).filter((one) => one !== template)
}

/** `statuses` → `status`, `agents` → `agent`, `sequence` → `sequences` */
function otherNumberOf(word: string): string {
  if (/(?:ss|us|sh|ch|x)es$/.test(word)) return word.slice(0, -2)
  if (/[^s]s$/.test(word) && !word.endsWith('status')) return word.slice(0, -1)
  return /(?:s|sh|ch|x)$/.test(word) ? `${word}es` : `${word}s`
}

/** The fewest settings for the paths that answer; an override is also one of the paths below it. */
function toPathOverrides(paths: ReadonlyMap<string, string>): Readonly<Names> {
  const overrides: Names = {}
  for (const [template, path] of [...paths].toSorted(([a], [b]) => a.length - b.length)) {
    const [nearest] = Object.keys(overrides)
      .filter((one) => isBelow(template, one))
      .toSorted((a, b) => b.length - a.length)
    const now =
      nearest === undefined ? template : `${overrides[nearest]?.slice(1)}${template.slice(nearest.length)}`
    if (now !== path) overrides[template] = `/${path}`
  }
  return overrides
}

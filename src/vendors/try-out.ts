// Sends a page's request with unproven parameters and records the probe results.
import type { Ask } from '../domain/ask.ts'
import type { FilterOf, ListNoun, RowOf } from '../domain/lists.ts'
import type { Instant } from '../domain/time.ts'
import type { Account } from './account.ts'
import type { RequestSpec } from '../upstream/request-spec.ts'
import type { RequestParts, Resource, WirePage } from './define.ts'
import type { Params } from './filters.ts'
import type { Trial } from './translate.ts'
import { UpstreamError } from '../domain/errors.ts'
import { parseContactId, parseId } from '../domain/id.ts'
import { toPath } from './account.ts'
import { readPage } from './envelope.ts'
import { toListName } from './page-size.ts'

export interface Tried<R> {
  readonly wire: WirePage & { readonly size: number; readonly sentAt: Instant }
  readonly rows: readonly R[]
}

/** Rejects with UpstreamError. A refusal is final only without unproven parameters. */
export async function tryOut<N extends ListNoun>(
  account: Account,
  resource: Resource<N>,
  filter: FilterOf<N>,
  question: {
    readonly at: { readonly page: number; readonly per: number }
    readonly ask: Ask
    readonly params: Params
    readonly trials: readonly Trial<RowOf<N>>[]
  },
): Promise<Tried<RowOf<N>>> {
  const nameOf = (trial: Trial<RowOf<N>>) => `${resource.noun} ${trial.name}`
  const list = toListName(resource)
  let most = Math.min(question.at.per, account.pageSizes.most(list))
  let isSmaller = false
  let refused: Trial<RowOf<N>>[] = []
  const fruitless: Trial<RowOf<N>>[] = []

  /** Refused for any value; one client's bad value changes nothing for others. */
  async function isRefusedOfAnybody(trial: Trial<RowOf<N>>): Promise<boolean> {
    const { harmless } = trial
    if (harmless === undefined) return true
    const taken = `${nameOf(trial)} taken`
    if (account.learned.about(taken) === 'obeyed') return false
    try {
      await sendPage(account, resource, filter, {
        ...question,
        params: { ...question.params, ...harmless },
        most,
      })
      account.learned.learn(taken, 'obeyed')
      return false
    } catch (error) {
      // Other failures prove nothing, and the page needs no parameter.
      return isRefusal(error)
    }
  }

  for (;;) {
    const trials = question.trials.filter((trial) => !refused.includes(trial) && !fruitless.includes(trial))
    const params = Object.assign({}, question.params, ...trials.map((trial) => trial.params))
    try {
      const tried = await sendPage(account, resource, filter, { ...question, params, most })
      account.pageSizes.learn(list, most, isSmaller)
      const doubted = trials.find(
        (trial) => trial.spelling === true && account.learned.about(nameOf(trial)) !== 'obeyed',
      )
      if (doubted !== undefined && tried.wire.rows.length === 0) {
        fruitless.push(doubted)
        continue
      }
      // Rows without it leave open whether the client's spelling is the vendor's.
      if (tried.wire.rows.length > 0)
        for (const trial of fruitless) account.learned.learn(nameOf(trial), 'ignored')
      // Of several refused together only the last is proven: the vendor answered without it.
      const culprit = refused.at(-1)
      if (culprit !== undefined && (await isRefusedOfAnybody(culprit)))
        account.learned.learn(nameOf(culprit), 'refused')
      for (const trial of trials) {
        const lesson = trial.tells(tried.rows)
        if (lesson !== undefined) account.learned.learn(nameOf(trial), lesson)
      }
      return tried
    } catch (error) {
      const suspect = trials.findLast((trial) => account.learned.about(nameOf(trial)) !== 'obeyed')
      if (!isRefusal(error)) throw error
      if (suspect !== undefined) {
        refused.push(suspect)
        continue
      }
      const smaller = account.pageSizes.smaller(list, most, resource.paging?.smaller ?? [])
      if (smaller === undefined) throw error
      most = smaller
      isSmaller = true
      refused = []
    }
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof UpstreamError && (error.status === 400 || error.status === 422)
}

async function sendPage<N extends ListNoun>(
  account: Account,
  resource: Resource<N>,
  filter: FilterOf<N>,
  { at, ask, params, most }: { at: { page: number; per: number }; ask: Ask; params: Params; most: number },
): Promise<Tried<RowOf<N>>> {
  const template = typeof resource.path === 'string' ? resource.path : resource.path(filter)
  const path = toPath(account, template, toPathValues(filter))
  const page = resource.paging?.page(at.page, at.per, most) ?? {}
  const parts = { path, page, params: { ...constantsOf(resource, account), ...params } }
  // Lists that differ only in their post-filter share pages.
  const send = async (spec: RequestSpec) =>
    account.flights.join(`${resource.noun} ${JSON.stringify(spec)}`, ask, (everybody) =>
      account.client.send({
        noun: resource.noun,
        kind: 'LIST',
        ask: everybody,
        prepare: () => spec,
        accepts: resource.paging?.isEmpty,
        carriesText: holdsText(filter),
        read: (answer, sentAt) => {
          const read = readPage(resource.paging, answer, at)
          return read === null
            ? null
            : { value: { ...read, size: answer.size, sentAt }, rows: read.rows.length }
        },
      }),
    )
  const before = (at.page - 1) * at.per
  const read = async (spec: RequestSpec): Promise<Tried<RowOf<N>>> => {
    const wire = await send(spec)
    // Lists are always sent, so an answer exists.
    if (wire === null)
      throw new UpstreamError(account.name, 'UPSTREAM_TIMEOUT', `${account.name} was not asked`)
    const rows = wire.rows.flatMap((row, index): RowOf<N>[] => {
      const ours = resource.toRow(row, account, filter, before + index, params)
      return ours === null ? [] : [ours]
    })
    if (rows.length === 0 && wire.rows.length > 0 && resource.paging !== null) {
      const message = `${account.name} answered with rows of another shape than documented`
      throw new UpstreamError(account.name, 'UPSTREAM_INVALID_RESPONSE', message)
    }
    for (const row of rows) Object.freeze(row)
    return { wire, rows }
  }
  return withoutWrongGuess(account, resource, parts, read)
}

/**
 * Retries without a guessed name that the vendor refuses, or that may hide rows if ignored.
 * The retry returns a superset and loses no row.
 */
async function withoutWrongGuess<N extends ListNoun>(
  { learned }: Account,
  resource: Resource<N>,
  parts: RequestParts,
  read: (spec: RequestSpec) => Promise<Tried<RowOf<N>>>,
): Promise<Tried<RowOf<N>>> {
  const plain = resource.unguessed?.(parts) ?? null
  if (plain === null) return read(toRequestSpec(resource, parts))
  const lesson = `${resource.noun} ${plain.guess}`
  if (!learned.worksPerhaps(lesson)) return read(plain.spec)
  const guessed = await read(toRequestSpec(resource, parts)).catch((error: unknown) => {
    if (isRefusal(error)) return null
    throw error
  })
  if (guessed === null) {
    const answer = await read(plain.spec)
    learned.learn(lesson, 'refused')
    return answer
  }
  const told = plain.tells(guessed.rows)
  if (told !== undefined) learned.learn(lesson, told)
  if (!plain.mayHide || learned.about(lesson) === 'obeyed') return guessed
  // Without a proof each page would cost its superset, e.g. all calls there are for those of the last minute.
  const superset = await read(plain.spec)
  const proof = told === undefined ? plain.proof(superset.rows) : null
  if (proof === null) return superset
  const { rows } = await read(proof.spec)
  learned.learn(lesson, proof.tells(rows))
  return learned.about(lesson) === 'obeyed' ? guessed : superset
}

function constantsOf<N extends ListNoun>({ constants }: Resource<N>, account: Account): Params {
  return typeof constants === 'function' ? constants(account.config.settings) : (constants ?? {})
}

/** Uses the vendor's own form where it has one. */
export function toRequestSpec(
  resource: Pick<Resource, 'request' | 'service'>,
  parts: RequestParts,
): RequestSpec {
  const { service } = resource
  return {
    service,
    ...(resource.request?.(parts) ?? { path: parts.path, query: { ...parts.params, ...parts.page } }),
  }
}

/** Finds a client's free text at any depth; enums, numbers and UUIDs are none. */
function holdsText(value: unknown): boolean {
  if (typeof value === 'string') {
    const id = parseId(value) ?? parseContactId(value)
    return id === null ? !/^[A-Z_]+$/.test(value) : !/^[\da-f-]+$/i.test(id.vendorId)
  }
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsText)
}

/** Values for `{name}` in paths: texts of the filter, global ids as raw ones. */
function toPathValues(filter: object): Record<string, string> {
  const texts = Object.entries(filter).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return Object.fromEntries(texts.map(([key, value]) => [key, parseId(value)?.vendorId ?? value]))
}

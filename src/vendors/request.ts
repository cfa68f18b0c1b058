// Requests for one page of a list, and its rows.
import type { Ask } from '../domain/ask.ts'
import type { FilterOf, ListNoun, RowOf } from '../domain/lists.ts'
import type { Found } from '../upstream/redis/shared-memory.ts'
import type { RequestSpec } from '../upstream/request-spec.ts'
import type { Account } from './account.ts'
import type { RequestParts, Resource, WirePage } from './define.ts'
import type { Params } from './filters.ts'
import type { Recall, SentPage } from './unfinished.ts'
import { UpstreamError } from '../domain/errors.ts'
import { parseContactId, parseId } from '../domain/id.ts'
import { LIST_TTL_MS } from '../domain/ttl.ts'
import { toPath } from './account.ts'
import { readPage } from './envelope.ts'

export interface PageOfRows<R> {
  readonly wire: SentPage
  readonly rows: readonly R[]
}

export interface PageQuestion<N extends ListNoun> {
  readonly filter: FilterOf<N>
  readonly at: { readonly page: number; readonly per: number }
  readonly ask: Ask
  readonly params: Params
  readonly recall: Recall
}

/** `most`: rows to request, where fewer than `per` are accepted. */
export function toParts<N extends ListNoun>(
  account: Account,
  resource: Resource<N>,
  { filter, at, params }: PageQuestion<N>,
  most: number,
): RequestParts {
  const { constants = {}, path, paging } = resource
  const fixed = typeof constants === 'function' ? constants(account.config.settings) : constants
  return {
    path: toPath(account, typeof path === 'string' ? path : path(filter), toPathValues(filter)),
    page: paging?.page(at.page, at.per, most) ?? {},
    params: { ...fixed, ...params },
  }
}

/** Uses the vendor's own form where it has one. */
export function toRequestSpec(
  { request, service }: Pick<Resource, 'request' | 'service'>,
  parts: RequestParts,
): RequestSpec {
  const { path, page, params } = parts
  return { service, ...(request?.(parts) ?? { path, query: { ...params, ...page } }) }
}

/** Lists that differ only in their post-filter share the request, with other instances too. */
export async function readRows<N extends ListNoun>(
  account: Account,
  resource: Resource<N>,
  { filter, at, ask, params, recall }: PageQuestion<N>,
  spec: RequestSpec,
): Promise<PageOfRows<RowOf<N>>> {
  const { noun, paging, toRow } = resource
  const before = (at.page - 1) * at.per
  const toOwn = (one: unknown, index: number) => toRow(one, account, filter, before + index, params)
  const isReadable = ({ rows }: WirePage) =>
    rows.length === 0 || rows.some((one, index) => toOwn(one, index) !== null)

  async function send(everybody: Ask): Promise<SentPage | null> {
    const question = [noun, spec, at.page, at.per]
    let elsewhere: Found | undefined
    const sent = await account.client.send({
      noun,
      kind: 'LIST',
      ask: everybody,
      prepare: async () => {
        ;[elsewhere] = await account.memory.look('LIST', [question], everybody)
        return elsewhere === undefined ? spec : null
      },
      accepts: paging?.isEmpty,
      carriesText: holdsText(filter),
      read: (answer, sentAt) => {
        const page = readPage(paging, answer, at)
        if (page !== null && isReadable(page))
          account.memory.keep([{ kind: 'LIST', question, value: page, ttlMs: LIST_TTL_MS[noun] }], sentAt)
        return page && { value: { ...page, size: answer.size, sentAt }, rows: page.rows.length }
      },
    })
    if (elsewhere === undefined) return sent
    const { value, size, sentAt } = elsewhere
    // Kept by `read` under this question.
    return { ...(value as WirePage), size, sentAt }
  }

  const request = `${noun} ${JSON.stringify(spec)}`
  const wire = await recall(request, () => account.flights.join(request, ask, send))
  // Lists are always sent, so an answer exists.
  if (wire === null)
    throw new UpstreamError(account.name, 'UPSTREAM_TIMEOUT', `${account.name} was not asked`)
  if (paging !== null && !isReadable(wire)) {
    const message = `${account.name}: expected rows as its documents describe them, got rows of another shape`
    throw new UpstreamError(account.name, 'UPSTREAM_INVALID_RESPONSE', message)
  }
  const rows = wire.rows.flatMap((one, index) => toOwn(one, index) ?? [])
  for (const row of rows) Object.freeze(row)
  return { wire, rows }
}

/** True for a client's free text at any depth, not for enums, numbers and UUIDs. */
function holdsText(value: unknown): boolean {
  if (typeof value === 'string') {
    const id = parseId(value) ?? parseContactId(value)
    return id === null ? !/^[A-Z_]+$/.test(value) : !/^[\da-f-]+$/i.test(id.vendorId)
  }
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsText)
}

/** Values for `{name}` in paths, global ids as raw ones. */
export function toPathValues(filter: object): Record<string, string> {
  const texts = Object.entries(filter).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return Object.fromEntries(texts.map(([key, value]) => [key, parseId(value)?.vendorId ?? value]))
}

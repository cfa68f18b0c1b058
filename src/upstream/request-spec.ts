// One request as an adapter wishes for it, and as it goes over the wire.
import type { WireRequest } from './attempt.ts'

/** Query parameters in the vendor's spelling; a list repeats its key. */
type Query = Readonly<Record<string, string | readonly string[]>>

/** One request in the vendor's words. */
export interface RequestSpec {
  readonly path: string
  readonly query: Query
  /** Which of the vendor's services; the base URL when absent. */
  readonly service?: string | undefined
  /** A POST with this body; a GET when absent. */
  readonly body?: { readonly type: string; readonly text: string } | undefined
}

/** Where a spec goes. */
export interface Address {
  readonly baseUrl: string
  /** Further addresses of a vendor whose services live on several hosts, by name. */
  readonly services: Readonly<Record<string, string>>
}

export function toRequest(
  spec: RequestSpec,
  { baseUrl, services }: Address,
  headers: WireRequest['headers'],
): WireRequest {
  const base = (spec.service === undefined ? undefined : services[spec.service]) ?? baseUrl
  const { body } = spec
  return {
    url: toUrl(base, spec.path, spec.query),
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      accept: 'application/json',
      ...headers,
      ...(body === undefined ? {} : { 'content-type': body.type }),
    },
    body: body?.text ?? null,
  }
}

/**
 * Keys go as they are: vendors read `id[]`, and brackets sent raw are known to work. Without a path, the base is all.
 * A lone surrogate cannot be encoded and becomes U+FFFD.
 */
function toUrl(baseUrl: string, path: string, query: Query): string {
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    (typeof value === 'string' ? [value] : value).map(
      (one) => `${key}=${encodeURIComponent(one.toWellFormed())}`,
    ),
  )
  const address = baseUrl.replace(/\/+$/, '')
  return `${path === '' ? address : `${address}/${path}`}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`
}

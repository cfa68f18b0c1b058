// A request in a vendor's words, and the same on the wire:
//
//   { path: 'calls', query: { 'id[]': ['1', '2'] } }
//   → GET https://acme.example/api/calls?id[]=1&id[]=2
import type { WireRequest } from './attempt.ts'

/** A list repeats its key. */
type Query = Readonly<Record<string, string | readonly string[]>>

export interface RequestSpec {
  readonly path: string
  readonly query: Query
  /** Key of `Address.services`; absent: the base URL. */
  readonly service?: string | undefined
  /** Sent by POST; absent: a GET. */
  readonly body?: { readonly type: string; readonly text: string } | undefined
}

export interface Address {
  readonly baseUrl: string
  /** Further base URLs by name, for a vendor with several hosts. */
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

/** Keys stay unencoded: vendors read `id[]`. A lone surrogate becomes U+FFFD. */
function toUrl(baseUrl: string, path: string, query: Query): string {
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    (typeof value === 'string' ? [value] : value).map(
      (one) => `${key}=${encodeURIComponent(one.toWellFormed())}`,
    ),
  )
  const address = baseUrl.replace(/\/+$/, '')
  return `${path === '' ? address : `${address}/${path}`}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`
}

// The description of one vendor: tables for data, small functions for behaviour.
import type { FilterSpecs, OwnFilters, Predicates } from '../domain/filter.ts'
import type { FilterOf, Lists, ListNoun } from '../domain/lists.ts'
import type { Identity, NodeNoun, Place } from '../domain/noun.ts'
import type { Orders } from '../domain/order.ts'
import type { Vendor, VendorKey } from '../domain/vendor.ts'
import type { Credentials } from '../upstream/auth.ts'
import type { RequestSpec } from '../upstream/request-spec.ts'
import type { Wire } from './wire.ts'
import type { FilterTable, Params, Reach, Settings } from './filters.ts'
import type { IdForms } from './id-form.ts'
import type { Feed, Question } from './question.ts'
import type { Guess } from './unproven.ts'
import type { UnverifiedOf } from './unverified.ts'
import { LISTS } from '../domain/lists.ts'
import { VENDORS, toVendorKey } from '../domain/vendor.ts'
import { absent, local } from './filters.ts'
import { toObject, toRef } from './wire.ts'

/** The account that a row comes from. */
export interface AccountIdentity {
  readonly name: string
  readonly vendor: Vendor
  /** E.g. `TIMEZONE`. */
  readonly settings?: Settings
  /** The customer's own keys, e.g. `agent: 'AgentName'`. */
  readonly metadata?: Readonly<Record<string, string>>
}

/** One page of a list in the vendor's answer. */
export interface WirePage {
  /** Plain JSON, since instances share it. */
  readonly rows: readonly unknown[]
  /** Rows of the whole list; `null`: the answer does not say. */
  readonly total: number | null
  /** True if a page follows; `null`: the answer does not say. */
  readonly more: boolean | null
  /** Set when the vendor refuses the page that follows. */
  readonly cut?: boolean
}

export interface WireAnswer {
  readonly body: unknown
  readonly headers: Headers
}

export interface Paging {
  /** Most rows of a page. */
  readonly maximum: number
  /** Sizes below an undocumented maximum, e.g. `[50, 25, 10]`. */
  readonly smaller?: readonly number[]
  /** `page` counts from 1, in pages of `per` rows. */
  readonly page: (page: number, per: number, most?: number) => Params
  /** True if an error means an empty list or unknown id. */
  readonly isEmpty?: (refusal: { readonly status: number; readonly body: unknown }) => boolean
  /** True if a success without rows reports a failure. */
  readonly isError?: (envelope: Wire) => boolean
  /** `null`: a body of the wrong shape. */
  readonly read: (answer: WireAnswer, at: { readonly page: number; readonly per: number }) => WirePage | null
}

export type LookUp =
  /** Many ids a request. Single reads replace an unproven parameter that fails. */
  | {
      readonly by: 'batch'
      readonly parameter: string
      readonly constants?: Params
      readonly unproven?: string
    }
  /** One id a request. */
  | {
      readonly by: 'one'
      readonly ask: (id: string, settings: Settings) => { readonly path: string; readonly query: Params }
      /** Unwraps the row of an answer. */
      readonly row: (body: unknown) => unknown
      /** Set when the answer has all fields without opt-ins. */
      readonly tellsAll?: boolean
      /** Set for an undocumented path, which counts once it has found a row. */
      readonly unproven?: boolean
    }
  /** A short list, read whole and cached. */
  | { readonly by: 'whole' }

export interface Sorting<Field extends string, Row = unknown> {
  /** The field of the noun's own order. */
  readonly byDefault: Field
  /** The vendor's columns, e.g. `STARTED_AT: 'created_at'`. */
  readonly columns: Readonly<Partial<Record<Field, string>>>
  readonly params: (column: string, direction: 'ASC' | 'DESC') => Params
  /** The meaning of orders that only this vendor has. */
  readonly own?: Orders<Row>
  /** Fields that sort in one direction only. */
  readonly oneWay?: Readonly<Partial<Record<Field, 'ASC' | 'DESC'>>>
  /** Both when absent. */
  readonly directions?: readonly ('ASC' | 'DESC')[]
  /** Set when no document describes the sort: each column is probed. */
  readonly unproven?: boolean
}

/** A request before it takes the vendor's own form. */
export interface RequestParts {
  readonly path: string
  readonly page: Params
  readonly params: Params
}

/** The fields of a noun's rows, e.g. `startedAt` of calls. */
type FieldOf<N extends ListNoun> = N extends ListNoun
  ? Exclude<keyof Lists[N]['row'], keyof Identity | keyof Place>
  : never

/** A row with all fields but lacking ones; those `Asked` for are optional. */
type WholeRow<N extends ListNoun, Lacking extends string, Asked extends string> = Lists[N]['row'] & {
  readonly [K in Exclude<FieldOf<N>, Lacking | Asked>]: unknown
} & { readonly [K in Lacking]?: undefined }

/** One noun at one vendor. */
export interface Resource<N extends ListNoun = ListNoun> {
  readonly noun: N
  /**
   * Below the base URL, e.g. `campaigns/{campaignId}/contacts`.
   * The setting `OVERRIDES.paths` replaces it, or the longest part of it.
   */
  readonly path: string | ((filter: Lists[N]['filter']) => string)
  /** `null`: one answer has all rows. */
  readonly paging: Paging | null
  /**
   * Fields that no row has, e.g. `menu` of Whippy's calls.
   * They are null without a look-up. Descriptions name the other vendors.
   */
  readonly lacks?: readonly FieldOf<N>[]
  readonly filters: FilterTable<FilterOf<N>>
  /** The vendor's own filters, e.g. those of `CallFilter.twin`. */
  readonly own?: OwnFilters<never> | undefined
  /** The meaning of all filters; rows pass those of other vendors. */
  readonly predicates: Predicates<FilterOf<N>, Lists[N]['row']>
  /** Absent for nouns that are read whole and sorted here. */
  readonly sorting?: Sorting<Lists[N]['field'], Lists[N]['row']>
  /** Orders whose nulls a range filter of the same field excludes, e.g. `rating: { from: 0 }`; `true`: all. */
  readonly valued?: true | readonly NonNullable<Lists[N]['field']>[]
  readonly constants?: Params | ((settings: Settings) => Params)
  /** A further list of the same noun, e.g. AI agents beside users. */
  readonly besides?: Resource<N>
  /** Merges the two lists page by page. Lists read whole are joined. */
  readonly merge?: (
    first: Feed<Lists[N]['row']>,
    besides: Feed<Lists[N]['row']>,
    question: Question<N>,
  ) => Feed<Lists[N]['row']>
  /** Set where the filter `updatedAt` lists changes, which update cached lists. */
  readonly changes?: {
    /** A list in which rows never move; this one when absent. */
    readonly of?: Resource<N>
    /** Set for an undocumented parameter. It counts once it has returned a known change. */
    readonly unproven?: boolean
    /** The guess that the filter needs, e.g. `date updatedAt`. */
    readonly guess?: string
  }
  /** Filters on more than rows show, e.g. `search` or `twin.companyId`. */
  readonly untold?: readonly string[]
  /** The service that has it, e.g. `telephony`; the base URL when absent. */
  readonly service?: string
  /** Fields sent on request only, and the parameters that request them. */
  readonly optIns?: {
    readonly fields: readonly string[]
    readonly params: (wanted: ReadonlySet<string>) => Params
  }
  /** The vendor's own form of a request; all query parameters when absent. */
  readonly request?: (question: RequestParts) => RequestSpec
  /** The same question without its guessed parameter; `null`: it has none. */
  readonly unguessed?: (question: RequestParts) => Guess<Lists[N]['row']> | null
  /** True if a page can begin at an instant, within about a second. */
  readonly seekable?: boolean
  readonly lookUp?: LookUp
  /**
   * Fields that nested rows always have, e.g. `'transfers.fromAgent': ['kind', 'name']`.
   * Only prices use them. Without an entry: the identity alone.
   */
  readonly carries?: Readonly<Record<string, readonly string[]>>
  /**
   * Wire row to domain row. `null`: the row has no id.
   * `index` counts from 0; `sent` has the opt-ins of the request.
   */
  readonly toRow: (
    row: unknown,
    account: AccountIdentity,
    filter: Lists[N]['filter'],
    index: number,
    sent?: Params,
  ) => Lists[N]['row'] | null
}

/** Filters that read one field: `absent` where rows lack it, else `local`, unless the vendor does better. */
type FilterOfField<Specs> = {
  [K in keyof Specs]: Specs[K] extends { readonly field?: infer Field }
    ? Field extends string
      ? K
      : never
    : never
}[keyof Specs]

type GivenFilters<N extends ListNoun> = Partial<FilterTable<FilterOf<N>>> &
  Omit<FilterTable<FilterOf<N>>, FilterOfField<Lists[N]['filters']> | VendorKey>

/** A compile error names each field that `toRow` forgets. */
export function defineResource<
  N extends ListNoun,
  const Lacking extends FieldOf<N> = never,
  const Asked extends string = never,
>(
  noun: N,
  resource: Omit<Resource<N>, 'noun' | 'filters' | 'own' | 'predicates'> & {
    readonly filters: GivenFilters<N>
    readonly lacks?: readonly Lacking[]
    readonly optIns?: { readonly fields: readonly Asked[] }
    readonly toRow: (
      ...args: Parameters<Resource<N>['toRow']>
    ) => WholeRow<N, NoInfer<Lacking>, NoInfer<Asked>> | null
  },
): Resource<N> {
  const { lacks = [], filters: given } = resource
  const lacking: ReadonlySet<string> = new Set<string>(lacks)
  const { filters: specs, predicates: common }: { filters: FilterSpecs; predicates: object } = LISTS[noun]
  const byField = Object.entries(specs).flatMap(([key, { field }]) =>
    field === undefined ? [] : [[key, lacking.has(field) ? absent : local] as const],
  )
  // Complete, by the type of `given`.
  const filters = { ...Object.fromEntries(byField), ...given } as unknown as FilterTable<FilterOf<N>>
  const own = Object.values<Reach<never> | undefined>(filters).find((one) => one?.reach === 'nested')?.own
  const verdicts = VENDORS.map((vendor) => [
    toVendorKey(vendor),
    own?.vendor === vendor ? own.verdict : () => true,
  ])
  // Complete: the noun's filters, and one of each vendor.
  const predicates = { ...common, ...Object.fromEntries(verdicts) } as Resource<N>['predicates']
  return { noun, ...resource, filters, own, predicates }
}

/** Rows with an id, by `key`; others are skipped. */
export function byId<N extends NodeNoun, Fields extends object>(
  noun: N,
  toFields: (row: Wire, account: AccountIdentity, sent: Params) => Fields,
  key = 'id',
) {
  return (value: unknown, account: AccountIdentity, _filter: object, _index: number, sent: Params = {}) => {
    const row = toObject(value)
    const identity = toRef(noun, account, row?.[key])
    return row && identity && { ...identity, ...toFields(row, account, sent) }
  }
}

export type Resources = { readonly [N in ListNoun]?: Resource<N> }

/** Nouns whose rows have an id. */
export type LookUpNoun = NodeNoun & ListNoun

/** Requests counted together: by host, by account, or all of a vendor. */
type QuotaScope = 'host' | 'account' | 'vendor'

export interface VendorSetting {
  /** E.g. `USERNAME` in `UJET_USERNAME`. */
  readonly suffix: string
  readonly meaning: string
  /** More sentences for `.env.example`. */
  readonly note?: string
  /** For `.env.example`, e.g. `https://customer.example.com/manager/api/v1`. */
  readonly example?: string
  /** Suffix of the setting that this one needs. */
  readonly usedWith?: string
  /** `timeZone`: IANA name of the zone of the account's days, e.g. `US/Central`. */
  readonly kind: 'url' | 'text' | 'secret' | 'timeZone'
  readonly fallback?: string
  /** Settings that this one replaces, e.g. `['CLIENT_ID', 'CLIENT_SECRET']`. */
  readonly instead?: readonly string[]
}

export interface VendorDescription {
  readonly vendor: Vendor
  /** For clients, e.g. `Whippy, read through its v1 API.` */
  readonly about: string
  /** Name of an account without one, e.g. `ujet`. */
  readonly defaultName: string
  readonly settings: readonly VendorSetting[]
  /** An id of another form is never sent. */
  readonly ids: IdForms
  /** Nouns that exist only inside other rows, with their fields there. */
  readonly stubs?: { readonly [N in NodeNoun]?: readonly FieldOf<N>[] }
  readonly quota: {
    readonly scope: QuotaScope
    readonly requests: number
    readonly windowMs: number
    /** True: an even distance between requests. False: a number in any window. */
    readonly even: boolean
    /** Header of HTTP 429 with milliseconds to wait, beside `Retry-After`. */
    readonly waitMsHeader?: string
  }
  readonly timeoutMs: number
  /** Keys of the setting `OVERRIDES`. */
  readonly overrides: {
    readonly paths: readonly string[]
    /** Parameters with guessed names, e.g. `dateField`. */
    readonly parameters?: readonly string[]
    /** Meanings of the customer's own keys, e.g. `agent`. */
    readonly metadata?: readonly string[]
  }
  readonly authorize: (settings: Readonly<Record<string, string>>) => Credentials
  /** Settings with addresses of services, e.g. `{ chat: 'CHAT_URL' }`. */
  readonly services?: Readonly<Record<string, string>>
  readonly resources: Resources
  /** Claims that no document states. */
  readonly unverified: UnverifiedOf
}

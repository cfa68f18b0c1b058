// What an adapter says about one vendor: tables for what is data, small functions for what is behaviour.
import type { FilterSpecs } from '../domain/filter.ts'
import type { FilterOf, Lists, ListNoun } from '../domain/lists.ts'
import type { Identity, NodeNoun, Place } from '../domain/noun.ts'
import type { Vendor } from '../domain/vendor.ts'
import type { Credentials } from '../upstream/auth.ts'
import type { RequestSpec } from '../upstream/request-spec.ts'
import type { Wire } from './wire.ts'
import type { FilterTable, Params, Settings } from './filters.ts'
import type { IdForms } from './id-form.ts'
import type { Feed, Question } from './question.ts'
import type { Guess } from './unproven.ts'
import { LISTS } from '../domain/lists.ts'
import { absent } from './filters.ts'

/** Which account a row comes from. */
export interface AccountIdentity {
  readonly name: string
  readonly vendor: Vendor
  /** What the operator set, for rows that are read by it, such as a time zone or the names of metadata keys. */
  readonly settings?: Settings
  readonly metadata?: Readonly<Record<string, string>>
}

/** One page of a list as the vendor answered it. */
export interface WirePage {
  readonly rows: readonly unknown[]
  /** How many rows the list has in all, null when the answer does not tell. */
  readonly total: number | null
  /** Whether a further page exists, null when the answer does not tell. */
  readonly more: boolean | null
  /** Set when a further page exists that the vendor does not give. */
  readonly cut?: boolean
}

/** An answer of the vendor: its JSON body and its headers. */
export interface WireAnswer {
  readonly body: unknown
  readonly headers: Headers
}

/** How one vendor pages and sorts its lists. */
export interface Paging {
  /** The most rows one request can bring. */
  readonly maximum: number
  /** Where no document states the maximum: what to ask for when that many rows are refused, the most first. */
  readonly smaller?: readonly number[]
  /** `page` counts from 1 and is of `per` rows, of which at most `most` are asked for. */
  readonly page: (page: number, per: number, most?: number) => Params
  /** Whether the vendor says by an error status that there is nothing to show, of a list or under an id. */
  readonly isEmpty?: (refusal: { readonly status: number; readonly body: unknown }) => boolean
  /** True if a successful answer without rows says in the vendor's own words that the request failed. */
  readonly isError?: (envelope: Wire) => boolean
  /** Throws nothing: a body of the wrong shape gives null. */
  readonly read: (answer: WireAnswer, at: { readonly page: number; readonly per: number }) => WirePage | null
}

/** How rows are fetched by id. */
export type LookUp =
  /** Many ids in one request; with `unproven`, single reads take over once the vendor turned out not to obey. */
  | {
      readonly by: 'batch'
      readonly parameter: string
      readonly constants?: Params
      readonly unproven?: string
    }
  /** One id in one request. */
  | {
      readonly by: 'one'
      readonly ask: (id: string, settings: Settings) => { readonly path: string; readonly query: Params }
      /** The row inside an answer, whatever the vendor wraps around it. */
      readonly row: (body: unknown) => unknown
      /** Set when the answer tells everything, so that opt-ins are not sent. */
      readonly tellsAll?: boolean
      /** Set when no document names the path: that it finds nothing counts once it has found something. */
      readonly unproven?: boolean
    }
  /** The whole list is read, which is short, and kept. */
  | { readonly by: 'whole' }

export interface Sorting<Field extends string> {
  /** The order field that stands for the noun's own order. */
  readonly byDefault: Field
  /** The vendor's column for each order field that it sorts by. */
  readonly columns: Readonly<Partial<Record<Field, string>>>
  readonly params: (column: string, direction: 'ASC' | 'DESC') => Params
  /** The fields that the vendor sorts in one direction only. */
  readonly oneWay?: Readonly<Partial<Record<Field, 'ASC' | 'DESC'>>>
  /** The directions that the vendor sorts in; both when absent. */
  readonly directions?: readonly ('ASC' | 'DESC')[]
  /** Set when no document says that this list can be sorted: whether it is, is learned per column. */
  readonly unproven?: boolean
}

/** What a request is made of, before the vendor's own form. */
export interface RequestParts {
  readonly path: string
  readonly page: Params
  readonly params: Params
}

/** The fields of a noun's rows, e.g. `startedAt` of calls. */
export type FieldOf<N extends ListNoun> = N extends ListNoun
  ? Exclude<keyof Lists[N]['row'], keyof Identity | keyof Place>
  : never

/** A row of an own endpoint: all fields but the lacking ones, of which those `Asked` for may be left out. */
type WholeRow<N extends ListNoun, Lacking extends string, Asked extends string> = Lists[N]['row'] & {
  readonly [K in Exclude<FieldOf<N>, Lacking | Asked>]: unknown
} & { readonly [K in Lacking]?: undefined }

/** One noun at one vendor. */
export interface Resource<N extends ListNoun = ListNoun> {
  readonly noun: N
  /**
   * Below the account's base URL, e.g. `menus/tree`; `{name}` is filled with the filter's value of that name. The
   * account setting `OVERRIDES.paths` replaces it, or the longest part of it that has an entry there.
   */
  readonly path: string | ((filter: Lists[N]['filter']) => string)
  /** Null when the vendor gives everything in one answer. */
  readonly paging: Paging | null
  /**
   * Fields that no row of the vendor has, e.g. `menu` of Whippy's calls. They are null without a look-up, and their
   * descriptions name the other vendors.
   */
  readonly lacks?: readonly FieldOf<N>[]
  readonly filters: FilterTable<FilterOf<N>>
  /** For event nouns, whose lists are read page by page; reference nouns are read whole and sorted here. */
  readonly sorting?: Sorting<Lists[N]['field']>
  /** By order field, the range filter that leaves out rows without a value in that order. */
  readonly valued?: Readonly<Partial<Record<NonNullable<Lists[N]['field']>, keyof Lists[N]['filter']>>>
  readonly constants?: Params | ((settings: Settings) => Params)
  /** A further list of the same noun, e.g. AI agents beside users. Lists read whole are joined. */
  readonly besides?: Resource<N>
  /** Merges pages of this list and the one besides, for lists that are not read whole. */
  readonly merge?: (
    first: Feed<Lists[N]['row']>,
    besides: Feed<Lists[N]['row']>,
    question: Question<N>,
  ) => Feed<Lists[N]['row']>
  /**
   * Set where the filter `updatedAt` lists whatever changed since an instant, by which what was read of a list is brought
   * up to date; without it lists are read again.
   */
  readonly changes?: {
    /** The list in which no row ever moves; this one when absent. */
    readonly of?: Resource<N>
    /** Set when no document surely names the parameter: it counts once it brought back what is known to have changed. */
    readonly unproven?: boolean
    /** Filters by which the vendor judges more than rows tell, nested ones as `vendor.key`: lists with them are read again. */
    readonly untold?: readonly string[]
    /** The guess that the filter needs; without it changes cannot be told from other rows. */
    readonly guess?: string
  }
  /** Which of the vendor's services has it; the base URL when absent. */
  readonly service?: string
  /** Fields that a vendor sends only when asked, and the parameters that ask for those among them that are wanted. */
  readonly optIns?: {
    readonly fields: readonly string[]
    readonly params: (wanted: ReadonlySet<string>) => Params
  }
  /** How a question becomes a request; query parameters all, when absent. */
  readonly request?: (question: RequestParts) => RequestSpec
  /** A question that needs a parameter whose name is a guess, asked without it; null for other questions. */
  readonly unguessed?: (question: RequestParts) => Guess<Lists[N]['row']> | null
  /**
   * Whether the list can be entered at an instant: `startedAt` is filtered to the millisecond, or a little wider, and
   * not to the day.
   */
  readonly seekable?: boolean
  readonly lookUp?: LookUp
  /**
   * By the place of a field in which a row of another noun stands, such as `agent` or `transfers.fromAgent`, which of
   * that row's fields always come with it; without an entry only who it is. Prices reckon with it, answers do not.
   */
  readonly carries?: Readonly<Record<string, readonly string[]>>
  /**
   * Wire row to domain row; null for a row that names nothing. `index` counts from 0 in the vendor's order; `sent` holds
   * the opt-ins that were asked for.
   */
  readonly toRow: (
    row: unknown,
    account: AccountIdentity,
    filter: Lists[N]['filter'],
    index: number,
    sent?: Params,
  ) => Lists[N]['row'] | null
}

/** Filters whose field the rows lack: they are `absent` unless the vendor filters by them. */
type LackingFilters<Specs, Lacking> = {
  [K in keyof Specs]: Specs[K] extends { readonly field?: infer Field }
    ? Field extends Lacking
      ? K
      : never
    : never
}[keyof Specs]

type GivenFilters<N extends ListNoun, Lacking> = Partial<FilterTable<FilterOf<N>>> &
  Omit<FilterTable<FilterOf<N>>, LackingFilters<Lists[N]['filters'], Lacking>>

/** Keeps the noun's types together: `toRow` tells each field but those that are lacking or sent on request only. */
export function defineResource<
  N extends ListNoun,
  const Lacking extends FieldOf<N> = never,
  const Asked extends string = never,
>(
  noun: N,
  resource: Omit<Resource<N>, 'noun' | 'filters'> & {
    readonly filters: GivenFilters<N, NoInfer<Lacking>>
    readonly lacks?: readonly Lacking[]
    readonly optIns?: { readonly fields: readonly Asked[] }
    readonly toRow: (
      ...args: Parameters<Resource<N>['toRow']>
    ) => WholeRow<N, NoInfer<Lacking>, NoInfer<Asked>> | null
  },
): Resource<N> {
  const { lacks = [], filters: given } = resource
  const lacking: ReadonlySet<string> = new Set<string>(lacks)
  const specs: FilterSpecs = LISTS[noun].filters
  const skipped = Object.keys(specs).filter((key) => lacking.has(specs[key]?.field ?? ''))
  const absentOnes = Object.fromEntries(skipped.map((key) => [key, absent]))
  // Complete by the type of what is given.
  const filters = { ...absentOnes, ...given } as unknown as FilterTable<FilterOf<N>>
  return { noun, ...resource, filters }
}

export type Resources = { readonly [N in ListNoun]?: Resource<N> }

/** Rows that have an id can be looked up by it. */
export type LookUpNoun = NodeNoun & ListNoun

/** Whom a quota counts: the host's customer, one account's key, or everything sent to the vendor. */
export type QuotaScope = 'host' | 'account' | 'vendor'

export interface VendorSetting {
  /** The part after the account's prefix, e.g. `USERNAME` in `UJET_USERNAME`. */
  readonly suffix: string
  readonly meaning: string
  /** More sentences for `.env.example`. */
  readonly note?: string
  /** For `.env.example`, e.g. `https://customer.example.com/manager/api/v1`. */
  readonly example?: string
  /** The suffix of the setting without which this one does nothing. */
  readonly usedWith?: string
  /** `timeZone` is the IANA name of the zone in which the account counts its days. */
  readonly kind: 'url' | 'text' | 'secret' | 'timeZone'
  readonly fallback?: string
  /** The settings that are not needed, and must not be set, when this one is; without them this one is needed. */
  readonly instead?: readonly string[]
}

/** One vendor: what an operator sets, how it is spoken to, and what it serves. */
export interface VendorDescription {
  readonly vendor: Vendor
  /** The account's name when the operator gives none. */
  readonly defaultName: string
  readonly settings: readonly VendorSetting[]
  /** What its raw ids look like; an id of another form is never sent. */
  readonly ids: IdForms
  /** Nouns that it shows inside other rows only, with the fields they have there. */
  readonly stubs?: { readonly [N in NodeNoun]?: readonly FieldOf<N>[] }
  readonly quota: {
    readonly scope: QuotaScope
    readonly requests: number
    readonly windowMs: number
    /** Whether requests must keep an even distance rather than stay below a number in any window. */
    readonly even: boolean
    /** Beside Retry-After: the header that holds how many milliseconds to wait after too many requests (HTTP 429). */
    readonly waitMsHeader?: string
  }
  readonly timeoutMs: number
  /** The keys that the setting `OVERRIDES` may carry. */
  readonly overrides: {
    readonly paths: readonly string[]
    /** Parameters whose names are a guess, by what they are for; an override is given to adapters as a setting. */
    readonly parameters?: readonly string[]
    /** What keys of the customer's own are read for. */
    readonly metadata?: readonly string[]
  }
  readonly authorize: (settings: Readonly<Record<string, string>>) => Credentials
  /** The settings that hold the addresses of further services, by the service's name. */
  readonly services?: Readonly<Record<string, string>>
  readonly resources: Resources
}

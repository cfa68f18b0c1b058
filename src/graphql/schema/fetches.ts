// Upstream requests of a field, declared beside its resolver. Prices follow from them.
import type { ListNoun } from '../../domain/lists.ts'
import type { Identity, NodeNoun } from '../../domain/noun.ts'
import type { PricedRequest } from '../../gather/price.ts'
import type { Arguments } from './selection.ts'

export type Fetches =
  /** A list. At the root there is no `parent`. */
  | {
      readonly by: 'LIST'
      readonly request: (
        args: Arguments,
        parent: Identity | undefined,
        wanted: ReadonlySet<string>,
      ) => PricedRequest<ListNoun>
    }
  /** Look-ups by global id. `noun: null` means any. */
  | {
      readonly by: 'IDS'
      readonly noun: NodeNoun | null
      readonly ids: (args: Arguments) => readonly string[]
    }
  /** Child rows, e.g. `Menu.children`. */
  | { readonly by: 'CHILDREN'; readonly noun: 'MENU' | 'TEAM' }
  /** The row's own look-up, when a stub lacks the field. */
  | { readonly by: 'ROW'; readonly noun: NodeNoun }
  /** The account's list of channels, once for all rows. */
  | { readonly by: 'CHANNELS' }
  /** No request: rows of the list around it, e.g. `nodes`. */
  | { readonly by: 'LISTED' }

export function fetchesOf({ extensions }: { readonly extensions: object }): Fetches | undefined {
  const { fetches }: { fetches?: Fetches } = extensions
  return fetches
}

// What a field asks upstream, told beside its resolver, so that a price follows from the document alone.
import type { ListNoun } from '../../domain/lists.ts'
import type { Identity, NodeNoun } from '../../domain/noun.ts'
import type { PricedRequest } from '../../gather/price.ts'
import type { Arguments } from './selection.ts'

export type Fetches =
  /** A list: the question that the resolver puts; `parent` is the row it stands below, nothing at the root. */
  | {
      readonly by: 'LIST'
      readonly request: (
        args: Arguments,
        parent: Identity | undefined,
        wanted: ReadonlySet<string>,
      ) => PricedRequest<ListNoun>
    }
  /** Rows by their global ids, of one noun or of any. */
  | {
      readonly by: 'IDS'
      readonly noun: NodeNoun | null
      readonly ids: (args: Arguments) => readonly string[]
    }
  /** The rows directly below the row. */
  | { readonly by: 'CHILDREN'; readonly noun: 'MENU' | 'TEAM' }
  /** The look-up of the row itself, where the row is a stub that does not tell the field. */
  | { readonly by: 'ROW'; readonly noun: NodeNoun }
  /** The account's whole list of channels, once for all rows, where a row carries only a channel's id. */
  | { readonly by: 'CHANNELS' }
  /** Nothing: it shows rows of the list it stands in. */
  | { readonly by: 'LISTED' }

/** What a field asks, by what the builder left with it. */
export function fetchesOf({ extensions }: { readonly extensions: object }): Fetches | undefined {
  const { fetches }: { fetches?: Fetches } = extensions
  return fetches
}

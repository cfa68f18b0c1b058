// Claims that no document of a vendor states. `npm run probe` asks a real account which of them hold.
//
//     { claim: 'an empty answer has the status 404', ask: () => ({ params: { … } }), holds: ({ status }) => status === 404 }
import type { ListNoun } from '../domain/lists.ts'
import type { Params } from './filters.ts'
import type { Wire } from './wire.ts'

/** The answer to a claim's question, or the plain list. */
export interface ProbeAnswer {
  readonly status: number
  readonly body: unknown
  /** Rows of `body`; empty after a refusal. */
  readonly rows: readonly Wire[]
}

export interface Unverified {
  readonly claim: string
  /** The place that hints at it, e.g. `a sibling API`. */
  readonly source?: string
  /**
   * One more question, in the vendor's words.
   * Absent: the list settles the claim. `null`: its rows cannot.
   */
  readonly ask?: (rows: readonly Wire[], word: string) => ProbeQuestion | null
  /** True for a claim about keys: the fields that rows fill settle it. */
  readonly byFields?: boolean
  /** Absent: people settle it by the shapes. `undefined`: not settled. */
  readonly holds?: (answer: ProbeAnswer, word: string, rows: readonly Wire[]) => boolean | undefined
  /** The setting for a claim about a name. */
  readonly setting?: ProbeSetting
}

/** Read only, like every request of Switchboard. */
export interface ProbeQuestion {
  /** The list's path when absent, e.g. `calls/{id}` with `id`. */
  readonly path?: string
  readonly id?: string
  readonly params: Params
}

interface ProbeSetting {
  readonly kind: 'parameters' | 'metadata'
  /** Its key in `OVERRIDES`, e.g. `dateField`. */
  readonly key: string
  /** Names to try, Switchboard's own first. */
  readonly names: (rows: readonly Wire[]) => readonly string[]
}

/** By noun; a noun's claims are about all its lists. */
export type UnverifiedOf = { readonly [N in ListNoun]?: readonly Unverified[] }

/** A row that holds a value, e.g. one with a `phone`. */
export function valueOf(rows: readonly Wire[], key: string): string | null {
  const value = rows.map((row) => row[key]).find((one) => one !== null && one !== undefined && one !== '')
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}

/** True if a filter kept only rows with the value, and some. */
export function keeps(key: string): NonNullable<Unverified['holds']> {
  return ({ status, rows: kept }, _name, rows) => {
    const value = valueOf(rows, key)
    if (status >= 400) return false
    if (kept.length === 0) return undefined
    return kept.every((row) => String(row[key]) === value)
  }
}

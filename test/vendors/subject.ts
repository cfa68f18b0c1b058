// What a vendor's own test tells the conformance suite: its simulator, and whatever is particular about its filters,
// its rows and its words.
import type { Lists } from '../../src/domain/lists.ts'
import type { Noun } from '../../src/domain/noun.ts'
import type { Intercept, RequestLogEntry, SimulatorOptions } from '../../src/demo/simulator.ts'
import type { AccountConfig } from '../../src/vendors/account.ts'
import { sandboxAccounts } from '../support/settings.ts'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { descriptionOf } from '../../src/vendors/index.ts'
import { createVirtualClock } from '../support/clock.ts'

/** A simulated vendor: it answers, keeps a log, and lets somebody answer in its stead. */
export interface Simulator {
  (request: Request): Promise<Response>
  readonly requests: RequestLogEntry[]
  readonly data: object
  intercept: Intercept | undefined
}

type Sample<Row> = (rows: readonly Row[], data: any) => readonly unknown[]

type Filters = { readonly [N in Noun]?: Lists[N]['filter'] }

/** The row as it is read, the value of the filter, and the rows of the simulator; each vendor knows its own types. */
export type Judge = (row: never, wanted: never, data: never) => boolean

/** What must be shown of rows in the vendor's own spelling. */
export const READINGS = {
  words: 'reads words that nobody documents as UNKNOWN and keeps them beside',
  times: 'reads times as instants in UTC',
  durations: 'reads durations in seconds',
  numbers: 'reads telephone numbers in E.164 where they can be normalized, and else as they are written',
} as const

/** A row in the vendor's own spelling, and what is to be read of it, by path. */
export interface Reading {
  readonly noun: Noun
  readonly row: object
  readonly expected: Readonly<Record<string, unknown>>
}

export interface Question {
  readonly query: string
  readonly variables?: object
}

export interface Subject<Switches extends object = object> {
  readonly account: AccountConfig
  simulate(options: SimulatorOptions & Switches): Simulator
  /** What the documents leave open, each as the rest of a sentence that begins with "where". */
  readonly variants: Readonly<Record<string, Switches>>
  /** By noun and filter: values where rows do not carry them, from the rows and the simulator's data. */
  readonly samples?: { readonly [N in Noun]?: Readonly<Record<string, Sample<Lists[N]['row']>>> }
  /** What filters mean of which rows tell nothing: read off the simulator's own rows. */
  readonly judges?: { readonly [N in Noun]?: Readonly<Record<string, Judge>> }
  /** What some lists cannot be asked without. */
  readonly always?: Filters
  /** Filters that say which list is meant; rows do not repeat them, so the simulator is asked for that list. */
  readonly unseen?: { readonly [N in Noun]?: readonly (keyof Lists[N]['filter'])[] }
  /** What leaves rows out of a list that is asked for plainly, and what brings all of them. */
  readonly hidden?: Filters
  readonly shown?: Filters
  /** A list of these rows alone, each with an id of its own and all of one instant unless they say otherwise. */
  listed(noun: Noun, rows: readonly object[]): Switches
  readonly readings: Readonly<Record<keyof typeof READINGS, readonly Reading[]>>
  /** Questions whose answers hold personal data, beside the lists with everything selected. */
  readonly personal?: readonly Question[]
  /** Why no row has a field that the graph promises, by the fields' places below the row, several in one text. */
  readonly silent?: { readonly [N in Noun]?: Readonly<Record<string, string>> }
  /** Why a case cannot hold for this vendor, by the name of the test. */
  readonly skips?: Readonly<Record<string, string>>
}

/** The vendor's account as the demo has it. */
export function accountOf(vendor: AccountConfig['vendor']): AccountConfig {
  const sandbox = createSandbox({ clock: createVirtualClock() })
  const originOf = (one: AccountConfig['vendor']) => `http://${descriptionOf(one).defaultName}.test`
  const account = sandboxAccounts(sandbox, originOf).find((one) => one.vendor === vendor)
  if (account === undefined) throw new Error('the sandbox has an account of every vendor')
  return account
}

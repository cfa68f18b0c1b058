// What calls, chats and e-mails have in common: somebody waits in a queue, an agent takes over, perhaps hands on, and
// it ends. A session is planned to its end when it begins; a row tells as much of the plan as has happened by now.
import type { Random } from '../random.ts'
import type { Agent, VirtualAgent } from './agents.ts'
import type { Contact } from './company.ts'
import type { Menu } from './menus.ts'

export type Handler = Agent | VirtualAgent

/** One agent's part of a session. */
export interface Leg {
  readonly handler: Handler
  readonly menu: Menu | null
  readonly queuedAt: number
  readonly assignedAt: number
  readonly connectedAt: number
  readonly endedAt: number
  readonly holdFrom: number
  readonly holdTo: number
  readonly wrapUpSeconds: number
  /** The transfer that led to this leg. */
  readonly transferId: number | null
}

export type Phase = readonly [at: number, status: string]

export interface Session {
  readonly noun: 'call' | 'chat' | 'email'
  readonly id: number
  readonly lang: string
  readonly menu: Menu | null
  readonly contact: Contact
  readonly createdAt: number
  readonly queuedAt: number | null
  readonly legs: readonly Leg[]
  readonly endsAt: number
  /** Ascending; the session has the status of the last phase that has begun. */
  readonly phases: readonly Phase[]
  /** When a ticket is opened in the company's own system; infinity when none is. */
  readonly ticketAt: number
  readonly ticket: string
  /** The instants at which the row reads differently, in any order. */
  readonly changes: readonly number[]
  /** Seed of the oddities this row shows, null for a plain row. */
  readonly quirk: string | null
}

/** When the customer answers the survey and with what; infinity when it is not answered. */
export interface Survey {
  readonly ratedAt: number
  readonly rating: number
}

export const isVirtual = (handler: Handler): handler is VirtualAgent => 'alias' in handler

const LANGUAGES: readonly (readonly [number, string])[] = [
  [78, 'en'],
  [12, 'es'],
  [5, 'fr'],
  [4, 'de'],
  [1, 'fr-CA'],
]

export const pickLanguage = (random: Random): string => random.weighted(LANGUAGES)

/** Skewed towards the low bound, as waiting and talking are; in whole seconds, given in milliseconds. */
export function skewed(random: Random, low: number, high: number): number {
  return Math.round(low + (high - low) * random.next() ** 2.5) * 1000
}

/** The instant as UJET writes it, null while it has not come or never will. */
export function told(at: number | null | undefined, now: number): string | null {
  return at != null && at <= now ? new Date(at).toISOString() : null
}

export function seconds(from: number | null | undefined, to: number | null | undefined): number | null {
  return from == null || to == null ? null : Math.round((to - from) / 1000)
}

export function statusAt(session: Session, now: number): string {
  return session.phases.findLast(([at]) => at <= now)?.[1] ?? 'queued'
}

/** The latest instant at or before `now` at which the row changed; its birth at the earliest. */
export function lastChange(session: Session, now: number): number {
  let last = session.createdAt
  for (const at of session.changes) if (at <= now && at > last) last = at
  return last
}

/** What every session changes at: its phases and its legs. */
export function instantsOf(phases: readonly Phase[], legs: readonly Leg[]): number[] {
  const instants = phases.map(([at]) => at)
  for (const leg of legs) {
    instants.push(
      leg.queuedAt,
      leg.assignedAt,
      leg.connectedAt,
      leg.endedAt,
      leg.endedAt + leg.wrapUpSeconds * 1000,
    )
  }
  return instants
}

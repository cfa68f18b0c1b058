// The common part of calls, chats and e-mails. A session is planned to its end; its row shows the past
// part.
import type { Random } from '../random.ts'
import type { Agent, VirtualAgent } from './agents.ts'
import type { Contact } from './company.ts'
import type { Menu } from './menus.ts'

export type Handler = Agent | VirtualAgent

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
  /** `null`: no transfer led here. */
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
  /** Ascending; the latest begun phase is the status. */
  readonly phases: readonly Phase[]
  /** `Infinity`: no ticket. */
  readonly ticketAt: number
  readonly ticket: string
  /** Instants at which the row changes, unsorted. */
  readonly changes: readonly number[]
  /** Seed of the row's oddities; `null`: a plain row. */
  readonly quirk: string | null
}

/** `ratedAt` is `Infinity` without an answer. */
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

/** Milliseconds, skewed towards the low bound; bounds in seconds. */
export function skewed(random: Random, low: number, high: number): number {
  return Math.round(low + (high - low) * random.next() ** 2.5) * 1000
}

/** E.g. `2026-01-15T12:00:00.000Z`; `null`: not yet, or never. */
export function told(at: number | null | undefined, now: number): string | null {
  return at != null && at <= now ? new Date(at).toISOString() : null
}

export function seconds(from: number | null | undefined, to: number | null | undefined): number | null {
  return from == null || to == null ? null : Math.round((to - from) / 1000)
}

export function statusAt(session: Session, now: number): string {
  return session.phases.findLast(([at]) => at <= now)?.[1] ?? 'queued'
}

/** The latest change at or before `now`, at least the creation. */
export function lastChange(session: Session, now: number): number {
  let last = session.createdAt
  for (const at of session.changes) if (at <= now && at > last) last = at
  return last
}

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

// The rows of the sandbox company at UJET as they stand at an instant, made or handed in.
import type { Row } from '../shelf.ts'
import type { CompanyOptions } from './company.ts'
import type { Collection, Data } from './values.ts'
import type { Life } from './life.ts'
import type { Spellings } from './spellings.ts'
import { lazy } from '../shelf.ts'
import { createLife } from './life.ts'
import { createSpellings } from './spellings.ts'

/** Given rows replace generated ones and never change. */
export interface WorldOptions extends CompanyOptions {
  readonly rows: Partial<Data>
}

export interface World {
  readonly data: Data
  readonly spellings: Spellings
  /** Brings the rows to that instant. */
  advance(now: number): void
  /** Start of the agent's current hold; `null`: none. */
  holdSince(agentId: unknown): number | null
}

export function createWorld(options: WorldOptions): World {
  const spellings = createSpellings(options.seed)
  let now = options.start
  let life: Life | undefined

  function alive(): Life {
    if (life === undefined) {
      life = createLife(options, spellings, options.rows.contacts)
      life.advance(now)
    }
    return life
  }

  const rows = (collection: Collection): (() => Row[]) =>
    lazy(() => options.rows[collection] ?? alive().rows[collection]())

  return {
    data: toData(rows),
    spellings,
    advance(at) {
      now = at
      life?.advance(at)
    },
    holdSince: (agentId) => (options.rows.agents === undefined ? alive().holdSince(agentId, now) : null),
  }
}

function toData(rows: (collection: Collection) => () => Row[]): Data {
  const [calls, chats, emails] = [rows('calls'), rows('chats'), rows('emails')]
  const [agents, menus, teams] = [rows('agents'), rows('menus'), rows('teams')]
  const [campaigns, contacts] = [rows('campaigns'), rows('contacts')]
  const [statuses, activities] = [rows('statuses'), rows('activities')]
  return {
    get calls() {
      return calls()
    },
    get chats() {
      return chats()
    },
    get emails() {
      return emails()
    },
    get agents() {
      return agents()
    },
    get menus() {
      return menus()
    },
    get teams() {
      return teams()
    },
    get campaigns() {
      return campaigns()
    },
    get contacts() {
      return contacts()
    },
    get statuses() {
      return statuses()
    },
    get activities() {
      return activities()
    },
  }
}

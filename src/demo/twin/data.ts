/** The collections of the sandbox company at TWIN, made when somebody first looks, or handed in. */
import { lazy } from '../shelf.ts'
import type { Row } from '../shelf.ts'
import type { Telling } from './call-row.ts'
import { createCompany, toBotRows, toTaskRows, toUserRows, type CompanyOptions } from './company.ts'
import { createLife, type Life } from './life.ts'

export type Data = Readonly<Record<'calls' | 'users' | 'bots' | 'tasks' | 'chats', Row[]>>

/** Rows handed in stand instead of made ones, and stand still. */
export type WorldOptions = CompanyOptions & {
  rows: Partial<Data>
  unstarted: Telling['unstarted']
}

export type World = { data: Data; advance(now: number): void }

export function createWorld(options: WorldOptions): World {
  const { rows, unstarted } = options
  let now = options.start
  let life: Life | undefined
  const company = lazy(() => createCompany(options))
  const alive = lazy(() => {
    life = createLife(company(), unstarted)
    life.advance(now)
    return life
  })
  const calls = lazy(() => rows.calls ?? alive().calls())
  const chats = lazy(() => rows.chats ?? alive().chats())
  const users = lazy(() => rows.users ?? toUserRows(company()))
  const bots = lazy(() => rows.bots ?? toBotRows(company()))
  const tasks = lazy(() => rows.tasks ?? toTaskRows(company()))
  return {
    data: {
      get calls() {
        return calls()
      },
      get chats() {
        return chats()
      },
      get users() {
        return users()
      },
      get bots() {
        return bots()
      },
      get tasks() {
        return tasks()
      },
    },
    advance(at) {
      now = at
      life?.advance(at)
    },
  }
}

// The rows of the sandbox company at Whippy as they stand at an instant, made or handed in.
import type { Crowd } from '../flow.ts'
import type { Row, Story, Timeline } from '../shelf.ts'
import type { Company, CompanyOptions } from './company.ts'
import type { ConversationStories } from './conversations.ts'
import { crowdAt, entangledInstants, flowInstants } from '../flow.ts'
import { lazy, createShelf, createTimeline } from '../shelf.ts'
import { planCall } from './call-plan.ts'
import { toCallRow } from './call-row.ts'
import { createCompany } from './company.ts'
import { newConversation, oldConversation } from './conversations.ts'

export type Collection =
  | 'calls'
  | 'conversations'
  | 'messages'
  | 'agents'
  | 'users'
  | 'channels'
  | 'contacts'
  | 'campaigns'
  | 'sequences'

/** `messages` excludes calls, which have the shape of `call-row.ts`. */
export type Data = Readonly<Record<Collection, Row[]>>

export interface World {
  readonly data: Data
  readonly organization: () => Row
  advance(now: number): void
}

interface Life {
  readonly rows: Readonly<Record<Collection, () => Row[]>>
  readonly company: Company
  readonly timeline: Timeline
}

/** Given rows replace generated ones and never change. */
export function createWorld(options: CompanyOptions & { rows: Partial<Data> }): World {
  let now = options.start
  let life: Life | undefined
  const alive = (): Life => {
    life ??= createLife(options, now)
    return life
  }
  const rows = (collection: Collection): (() => Row[]) =>
    lazy(() => options.rows[collection] ?? alive().rows[collection]())
  return {
    data: toData(rows),
    organization: () => alive().company.organization,
    advance(at) {
      now = at
      life?.timeline.advance(at)
    },
  }
}

function createLife(options: CompanyOptions, now: number): Life {
  const company = createCompany(options)
  const timeline = createTimeline()
  const [calls, conversations, messages] = [createShelf(), createShelf(), createShelf()]
  const file = (one: ConversationStories): Story => {
    for (const message of one.messages) timeline.add(messages, message)
    return one.conversation
  }
  for (const contact of company.contacts) timeline.add(conversations, file(oldConversation(company, contact)))
  timeline.follow(calls, callStories(company))
  timeline.follow(conversations, conversationStories(company, file))
  timeline.advance(now)
  return {
    company,
    timeline,
    rows: {
      calls: calls.rows,
      conversations: conversations.rows,
      messages: messages.rows,
      agents: rowsOf(company.agents),
      users: copies(company.users),
      channels: rowsOf(company.channels),
      contacts: rowsOf(company.contacts),
      campaigns: copies(company.campaigns),
      sequences: copies(company.sequences),
    },
  }
}

/** Tests may change rows, never the company. */
const copies = (rows: readonly Row[]): (() => Row[]) => lazy(() => rows.map((row) => Object.assign({}, row)))
const rowsOf = (list: readonly { row: Row }[]): (() => Row[]) => copies(list.map(({ row }) => row))

function* callStories(company: Company): Generator<Story, never> {
  const flow = { label: 'whippy', history: 2600, liveGapSeconds: 18, slowestGapSeconds: 54 }
  const instants = entangledInstants(company, flow, crowds(company))
  for (let serial = 1; ; serial++) {
    const at = instants.next().value
    const plan = planCall(company, serial, at)
    yield { at, changes: plan.changes, tell: (now) => toCallRow(plan, company.personal, now) }
  }
}

/** The first crowd exceeds a page; both share seconds with crowds elsewhere. */
function crowds(company: Company): Crowd[] {
  const size = (full: number): number => Math.ceil(full * Math.min(1, company.scale))
  return [
    { at: crowdAt(company, 6), size: size(110) },
    { at: crowdAt(company, 3), size: size(20) },
  ]
}

function* conversationStories(
  company: Company,
  file: (one: ConversationStories) => Story,
): Generator<Story, never> {
  const flow = { label: 'whippy-conversations', history: 900, liveGapSeconds: 70, slowestGapSeconds: 300 }
  const instants = flowInstants(company, flow)
  for (let serial = 1; ; serial++) yield file(newConversation(company, serial, instants.next().value))
}

function toData(rows: (collection: Collection) => () => Row[]): Data {
  const [calls, conversations, messages] = [rows('calls'), rows('conversations'), rows('messages')]
  const [agents, users, channels] = [rows('agents'), rows('users'), rows('channels')]
  const [contacts, campaigns, sequences] = [rows('contacts'), rows('campaigns'), rows('sequences')]
  return {
    get calls() {
      return calls()
    },
    get conversations() {
      return conversations()
    },
    get messages() {
      return messages()
    },
    get agents() {
      return agents()
    },
    get users() {
      return users()
    },
    get channels() {
      return channels()
    },
    get contacts() {
      return contacts()
    },
    get campaigns() {
      return campaigns()
    },
    get sequences() {
      return sequences()
    },
  }
}

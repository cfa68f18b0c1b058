// The sandbox company as Whippy knows it: channels, human users, AI agents, contacts, campaigns and sequences.
import type { Weeks } from '../flow.ts'
import type { Personal } from '../people.ts'
import type { Random } from '../random.ts'
import type { Row } from '../shelf.ts'
import { createCompanyDay, DAY, MINUTE } from '../company-day.ts'
import { createPersonal } from '../people.ts'
import { createRandom } from '../random.ts'
import { toMicroTime, toPlainTime, toUuid } from './spellings.ts'

export interface CompanyOptions {
  readonly seed: string
  readonly scale: number
  readonly start: number
  readonly canary: string | undefined
}

export interface Channel {
  readonly id: string
  readonly phone: string
  readonly row: Row
}
export interface Agent {
  readonly id: string
  readonly versionIds: readonly string[]
  readonly row: Row
}
export interface Contact {
  readonly id: string
  readonly phone: string
  readonly conversationId: string
  readonly channel: Channel
  readonly row: Row
}

export interface Company extends Weeks {
  readonly personal: Personal
  readonly organization: Row
  readonly channels: readonly Channel[]
  readonly users: readonly Row[]
  readonly agents: readonly Agent[]
  readonly contacts: readonly Contact[]
  readonly campaigns: readonly Row[]
  readonly sequences: readonly Row[]
}

interface Making {
  readonly random: Random
  readonly personal: Personal
  readonly seed: string
  readonly start: number
}

const list = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

export function createCompany({ seed, scale, start, canary }: CompanyOptions): Company {
  const personal = createPersonal(canary)
  const root = createRandom(`${seed}/whippy`)
  const making = (label: string): Making => ({ random: root.fork(label), personal, seed, start })
  const count = (size: number, least: number): number => Math.max(least, Math.round(size * scale))
  const organization = { id: toUuid(`${seed}/organization`), name: 'Sandbox Company' }
  const [ofChannels, ofUsers, ofAgents] = [making('channels'), making('users'), making('agents')]
  const channels = list(count(9, 3), (index) => createChannel(ofChannels, index))
  const users = list(count(130, 6), (index) => createUser(ofUsers, channels, index))
  const [ofContacts, ofCampaigns, ofSequences] = [
    making('contacts'),
    making('campaigns'),
    making('sequences'),
  ]
  return {
    seed,
    scale,
    start,
    personal,
    companyDay: createCompanyDay(start),
    organization,
    channels,
    users,
    agents: list(count(14, 4), (index) => createAgent(ofAgents, { users, organization }, index)),
    contacts: list(count(700, 12), (index) => createContact(ofContacts, channels, index)),
    campaigns: list(count(60, 5), (index) => createCampaign(ofCampaigns, { channels, users }, index)),
    sequences: list(count(20, 3), (index) => createSequence(ofSequences, index)),
  }
}

function toTimes({ random, start }: Making): Row {
  const createdAt = start - random.int(30, 700) * DAY - random.next() * DAY
  const updatedAt = createdAt + random.int(1, 29 * 1440) * MINUTE
  return { created_at: toMicroTime(createdAt), updated_at: toMicroTime(updatedAt) }
}

function createChannel(making: Making, index: number): Channel {
  const id = toUuid(`${making.seed}/channel/${index}`)
  const phone = `+1316555${String(8000 + index).padStart(4, '0')}`
  const row = {
    id,
    name: `Front desk ${index + 1}`,
    phone,
    timezone: index % 3 === 0 ? 'America/Chicago' : 'America/New_York',
    type: 'phone',
    support_ai_agent: index % 2 === 0,
    opening_hours: [],
    ...toTimes(making),
  }
  return { id, phone, row }
}

function createUser({ random, personal }: Making, channels: readonly Channel[], index: number): Row {
  const name = personal.name(random, `user-${index}`)
  return {
    id: 301 + index,
    name: name.full,
    email: name.email,
    phone: random.chance(0.7) ? personal.phone(random) : null,
    role: index % 11 === 0 ? 'admin' : 'user',
    state: random.weighted([
      [85, 'enabled'],
      [6, 'disabled'],
      [5, 'invited'],
      [4, 'archived'],
    ]),
    channels: [random.pick(channels)].map(({ id, row }) => ({ id, name: row.name })),
  }
}

/** UNVERIFIED: fields of `created_by` and `updated_by`. */
const toStub = (user: Row): Row => ({ id: user.id, name: user.name, email: user.email })

function createAgent(
  making: Making,
  company: { users: readonly Row[]; organization: Row },
  index: number,
): Agent {
  const { random, seed } = making
  const id = toUuid(`${seed}/agent/${index}`)
  const versionIds = list(random.int(1, 3), (version) => toUuid(`${seed}/agent/${index}/${version}`))
  const name = `${random.pick(['Booking', 'Intake', 'Reminder', 'Screening'])} assistant ${index + 1}`
  const row = {
    id,
    name,
    status: random.pick(['active', 'active', 'draft']),
    ...toTimes(making),
    deleted_at: null,
    created_by: toStub(random.pick(company.users)),
    updated_by: random.chance(0.6) ? toStub(random.pick(company.users)) : null,
    deleted_by: null,
    current_version: {
      id: versionIds.at(-1),
      agent_id: id,
      name: `v${versionIds.length}`,
      llm_id: toUuid(`${seed}/llm/${index % 3}`),
      provider_settings: {
        language: random.pick(['en-US', 'es-ES']),
        voice_id: `voice-${index % 4}`,
        max_call_duration_ms: 60_000 * random.int(5, 30),
      },
    },
    organization: company.organization,
  }
  return { id, versionIds, row }
}

function createContact(making: Making, channels: readonly Channel[], index: number): Contact {
  const { random, personal, seed } = making
  const id = toUuid(`${seed}/contact/${index}`)
  const name = personal.name(random, `contact-${index}`)
  const phone = personal.phone(random)
  const row = {
    id,
    name: name.full,
    first_name: name.first,
    last_name: name.last,
    email: random.chance(0.8) ? name.email : null,
    phone,
    external_id: random.chance(0.5) ? personal.mark(`crm-${10000 + index}`) : null,
    state: random.weighted([
      [90, 'open'],
      [7, 'archived'],
      [3, 'blocked'],
    ]),
    contact_tags: [],
    notes: [],
    communication_preferences: [],
    address: random.chance(0.3) ? { city: personal.mark('Wichita'), state: personal.mark('KS') } : null,
    birth_date: random.chance(0.2) ? personal.mark('1980-05-17') : null,
    ...toTimes(making),
  }
  const conversationId = toUuid(`${seed}/conversation/of/${index}`)
  return { id, phone, conversationId, channel: random.pick(channels), row }
}

interface Senders {
  readonly channels: readonly Channel[]
  readonly users: readonly Row[]
}

/** UNVERIFIED: a campaign's fields; its filters are documented. */
function createCampaign(making: Making, { channels, users }: Senders, index: number): Row {
  const { random, seed } = making
  const { id, phone } = random.pick(channels)
  return {
    id: toUuid(`${seed}/campaign/${index}`),
    title: `${random.pick(['Spring check', 'Open shifts', 'Reminder', 'Survey'])} ${index + 1}`,
    status: random.pick(['draft', 'scheduled', 'sending', 'completed', 'completed']),
    channels: [{ id, phone }],
    created_by: toStub(random.pick(users)),
    updated_by: toStub(random.pick(users)),
    ...toTimes(making),
  }
}

/** UNVERIFIED: a sequence's fields. */
function createSequence(making: Making, index: number): Row {
  const { random, seed, start } = making
  return {
    id: toUuid(`${seed}/sequence/${index}`),
    title: `Follow-up ${index + 1}`,
    status: random.pick(['active', 'paused']),
    created_at: toPlainTime(start - random.int(30, 300) * DAY),
    updated_at: toPlainTime(start - random.int(1, 29) * DAY),
  }
}

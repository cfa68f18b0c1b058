// Campaigns and the contacts they call; the counts of a campaign are those of its contacts.
import type { Random } from '../random.ts'
import type { Row } from '../shelf.ts'
import type { Company } from './company.ts'
import type { Spellings } from './spellings.ts'
import { DAY, HOUR } from '../company-day.ts'
import { createRandom } from '../random.ts'
import { told } from './session.ts'
import { CONTACT_STATUSES } from './words.ts'

const NAMES = (
  'Spring Renewal,Win Back,Payment Reminder,Welcome Calls,Satisfaction Survey,Upgrade Offer,Recall Notice,' +
  'Appointment Reminder,Loyalty Invitation,Address Check,Contract End,Insurance Review,Early Bird,Data Check'
).split(',')

const STATES = ['dialing', 'started', 'pause', 'finished', 'finished', 'created', 'dialing'] as const

const FIRST_ID = 61

const countOf = (company: Company): number => Math.max(3, Math.round(14 * company.scale))

export function toContactRows(company: Company, spellings: Spellings): Row[] {
  const { personal } = company
  const random = createRandom(`${company.seed}/campaign-contacts`)
  const rows: Row[] = []
  for (let campaignId = FIRST_ID; campaignId < FIRST_ID + countOf(company); campaignId++) {
    for (let left = Math.max(3, Math.round(random.int(60, 260) * company.scale)); left > 0; left--) {
      const id = rows.length + 1
      const card = {
        id,
        campaignId,
        name: personal.name(random, `contact-${id}`),
        phone: personal.phone(random),
        outbound: personal.mark('+13165550199'),
        external: personal.mark(`crm-${10000 + id}`),
        status: stateOf(campaignId) === 'created' ? 'Upcoming' : random.weighted(STATUSES),
      }
      rows.push(spellings.contact(card))
    }
  }
  return rows
}

const STATUSES = CONTACT_STATUSES.map(([weight, status]) => [weight, status] as const)

function stateOf(campaignId: number): string {
  return STATES[(campaignId - FIRST_ID) % STATES.length] ?? 'created'
}

export function toCampaignRows(company: Company, contacts: readonly Row[]): Row[] {
  const random = createRandom(`${company.seed}/campaigns`)
  return Array.from({ length: countOf(company) }, (_, index) => {
    const id = FIRST_ID + index
    const external = index % 4 === 1
    const members = contacts.filter((contact) => contact.campaign_id === id)
    const queues = company.queues.ivr.open
    return {
      campaign_type: external ? 'external_list' : 'default',
      id,
      external_campaign_id: external ? `list-${id}` : null,
      max_abandonment_percent: 3,
      max_redial_count: random.int(1, 4),
      mode: ['preview', 'predictive', 'progressive', 'preview', 'agentless'][index % 5] ?? null,
      name: NAMES[index % NAMES.length] ?? null,
      overdial_adjustment_multiplier: index % 6 === 0 ? 1.25 : 1,
      queue: queues.length > 0 ? random.pick(queues).stub : null,
      redial_interval_minutes: random.pick([60, 120, 240]),
      target_number_to_process: members.length,
      ...toTimes(random, company.start, stateOf(id)),
      contact_stats: countContacts(members),
    }
  })
}

function toTimes(random: Random, now: number, status: string): Row {
  const createdAt = now - random.int(3, 60) * DAY
  const startsAt = createdAt + random.int(1, 40) * HOUR
  const endsAt = Math.min(now - HOUR, startsAt + 2 * DAY)
  return {
    status,
    created_at: told(createdAt, now),
    starts_at: status === 'created' ? null : told(startsAt, now),
    ends_at: status === 'finished' ? told(endsAt, now) : null,
    updated_at: told(status === 'created' ? createdAt : endsAt, now),
  }
}

function countContacts(members: readonly Row[]): Row {
  const labels = CONTACT_STATUSES.flatMap(([, , counts]) => counts)
  const stats: Record<string, number> = Object.fromEntries(labels.map((label) => [label, 0]))
  Object.assign(stats, { 'Average Redials per Number': 0, Redials: 0, Contacts: members.length })
  for (const member of members) {
    const status = member.status ?? member.contact_status
    const counts = CONTACT_STATUSES.find(([, name]) => name === status)?.[2] ?? []
    for (const label of counts) stats[label] = (stats[label] ?? 0) + 1
  }
  return stats
}

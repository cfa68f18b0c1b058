/** Plans a call from the moment it comes in to the last word about it. */
import { minute, second } from '../company-day.ts'
import { createRandom } from '../random.ts'
import { chooseCourse, fail, type Course, type Draft } from './call-courses.ts'
import { pickQueue, type Company } from './company.ts'
import { instantsOf, isVirtual, pickLanguage, type Session, type Survey } from './session.ts'
import { callKinds, type CallKind } from './words.ts'

export type CallPlan = Session &
  Survey & {
    kind: CallKind
    parentId: number | null
    scheduledAt: number | null
    supportNumber: string | null
    outboundNumber: string | null
    failReason: string
    deflection: string
    voicemailReason: string
    disconnectedBy: string
    recordedAt: number
  }

/** Calls that many callers make at one instant: an import, or an outage. */
export type Crowd = 'import' | 'outage' | null

const kinds: readonly (readonly [number, CallKind])[] = [
  [58, callKinds.ivr],
  [12, callKinds.app],
  [8, callKinds.web],
  [2, callKinds.scheduledApp],
  [2, callKinds.scheduledWeb],
  [15, callKinds.outbound],
  [1, callKinds.agentScheduled],
  [2, callKinds.actionOnly],
]

type Birth = { id: number; createdAt: number; crowd: Crowd; parentId: number | null }

export function planCall(company: Company, birth: Birth): CallPlan {
  const { id, createdAt, crowd, parentId } = birth
  const random = createRandom(`${company.seed}/call/${id}`)
  const kind = crowd === 'import' ? callKinds.scheduledWeb : random.weighted(kinds)
  const scheduled = kind.filter.includes('Scheduled')
  const scheduledAt = scheduled ? createdAt + random.int(10, crowd === 'import' ? 1200 : 600) * minute : null
  const outbound = kind.channel === 'outbound'
  const channel = kind.channel === 'outbound' ? 'ivr' : kind.channel
  const menu = outbound && random.chance(0.5) ? null : pickQueue(random, company, channel, createdAt)
  const draft = { random, company, id, kind, menu, startsAt: scheduledAt ?? createdAt }
  const course = crowd === 'outage' ? fail(draft, 'voip_conn_general') : chooseCourse(draft)
  if (scheduledAt !== null) course.phases.unshift([createdAt, 'scheduled'])
  if (parentId !== null && course.legs.length > 0) course.phases.push([course.endsAt, 'recovered'])
  return complete(draft, course, { createdAt, scheduledAt, parentId })
}

function complete(
  draft: Draft,
  course: Course,
  birth: Pick<CallPlan, 'createdAt' | 'scheduledAt' | 'parentId'>,
): CallPlan {
  const { random, company, kind, id, menu } = draft
  const { endsAt, legs, phases } = course
  const human = legs.some((leg) => !isVirtual(leg.handler))
  const later = (probability: number, from: number, low: number, high: number): number =>
    human && random.chance(probability) ? from + random.int(low, high) * second : Infinity
  const recordedAt = later(0.85, endsAt, 40, 800)
  const ratedAt = later(0.35, endsAt, 20, 880)
  const ticketAt = later(0.7, legs[0]?.connectedAt ?? endsAt, 1, 20)
  // The vendor looks at many calls once more, a quarter of an hour after their end.
  const reviewedAt = id % 2 === 0 ? endsAt + 15 * minute : Infinity
  return {
    noun: 'call',
    id,
    lang: pickLanguage(random),
    menu,
    contact: random.pick(company.contacts),
    kind,
    ...birth,
    supportNumber: kind === callKinds.ivr ? toSupportNumber(menu?.path[0] ?? 0) : null,
    outboundNumber: kind.channel === 'outbound' ? company.personal.phone(random) : null,
    failReason: 'nothing',
    deflection: 'no_deflection',
    voicemailReason: 'not_voicemail',
    disconnectedBy: 'disconnected_by_unknown',
    ...course,
    recordedAt,
    ratedAt,
    rating: random.weighted(ratings),
    ticketAt,
    ticket: `T-${40000 + id}`,
    quirk: random.chance(0.12) ? `${company.seed}/call-quirk/${id}` : null,
    changes: [birth.createdAt, ...instantsOf(phases, legs), recordedAt, ratedAt, ticketAt, reviewedAt],
  }
}

const ratings = [
  [1, 1],
  [1, 2],
  [2, 3],
  [4, 4],
  [6, 5],
] as const

/** The company's own numbers, one for each telephone menu. */
function toSupportNumber(rootMenu: number): string {
  return `+1316555${String(100 + (rootMenu % 90)).padStart(4, '0')}`
}

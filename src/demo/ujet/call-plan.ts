// Plans a call from the moment it comes in to the last word about it.
import type { Course, Draft } from './call-courses.ts'
import type { Company } from './company.ts'
import type { Session, Survey } from './session.ts'
import type { CallKind } from './words.ts'
import { MINUTE, SECOND } from '../company-day.ts'
import { createRandom } from '../random.ts'
import { chooseCourse, fail } from './call-courses.ts'
import { pickQueue } from './company.ts'
import { instantsOf, isVirtual, pickLanguage } from './session.ts'
import { CALL_KINDS } from './words.ts'

export interface CallPlan extends Session, Survey {
  readonly kind: CallKind
  readonly parentId: number | null
  readonly scheduledAt: number | null
  readonly supportNumber: string | null
  readonly outboundNumber: string | null
  readonly failReason: string
  readonly deflection: string
  readonly voicemailReason: string
  readonly disconnectedBy: string
  readonly recordedAt: number
}

/** Many calls at one instant: an import, or an outage. */
export type Crowd = 'import' | 'outage' | null

const KINDS: readonly (readonly [number, CallKind])[] = [
  [58, CALL_KINDS.ivr],
  [12, CALL_KINDS.app],
  [8, CALL_KINDS.web],
  [2, CALL_KINDS.scheduledApp],
  [2, CALL_KINDS.scheduledWeb],
  [15, CALL_KINDS.outbound],
  [1, CALL_KINDS.agentScheduled],
  [2, CALL_KINDS.actionOnly],
]

interface Birth {
  readonly id: number
  readonly createdAt: number
  readonly crowd: Crowd
  readonly parentId: number | null
}

export function planCall(company: Company, birth: Birth): CallPlan {
  const { id, createdAt, crowd, parentId } = birth
  const random = createRandom(`${company.seed}/call/${id}`)
  const kind = crowd === 'import' ? CALL_KINDS.scheduledWeb : random.weighted(KINDS)
  const scheduled = kind.filter.includes('Scheduled')
  const scheduledAt = scheduled ? createdAt + random.int(10, crowd === 'import' ? 1200 : 600) * MINUTE : null
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
    human && random.chance(probability) ? from + random.int(low, high) * SECOND : Infinity
  const recordedAt = later(0.85, endsAt, 40, 800)
  const ratedAt = later(0.35, endsAt, 20, 880)
  const ticketAt = later(0.7, legs[0]?.connectedAt ?? endsAt, 1, 20)
  // UJET touches half of the calls 15 minutes after their end.
  const reviewedAt = id % 2 === 0 ? endsAt + 15 * MINUTE : Infinity
  return {
    noun: 'call',
    id,
    lang: pickLanguage(random),
    menu,
    contact: random.pick(company.contacts),
    kind,
    ...birth,
    supportNumber: kind === CALL_KINDS.ivr ? toSupportNumber(menu?.path[0] ?? 0) : null,
    outboundNumber: kind.channel === 'outbound' ? company.personal.phone(random) : null,
    failReason: 'nothing',
    deflection: 'no_deflection',
    voicemailReason: 'not_voicemail',
    disconnectedBy: 'disconnected_by_unknown',
    ...course,
    recordedAt,
    ratedAt,
    rating: random.weighted(RATINGS),
    ticketAt,
    ticket: `T-${40000 + id}`,
    quirk: random.chance(0.12) ? `${company.seed}/call-quirk/${id}` : null,
    changes: [birth.createdAt, ...instantsOf(phases, legs), recordedAt, ratedAt, ticketAt, reviewedAt],
  }
}

const RATINGS = [
  [1, 1],
  [1, 2],
  [2, 3],
  [4, 4],
  [6, 5],
] as const

/** One number per telephone menu, e.g. `+13165550101`. */
function toSupportNumber(rootMenu: number): string {
  return `+1316555${String(100 + (rootMenu % 90)).padStart(4, '0')}`
}

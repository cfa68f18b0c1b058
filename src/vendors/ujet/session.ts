// Shared parts of calls, chats and e-mails, e.g. transfers.
import type {
  Contact,
  DurationEvent,
  HandleDuration,
  MenuPath,
  OfferEvent,
  Photo,
  QueueDuration,
  ServiceLevelEvent,
  Transfer,
  TransferStatus,
  Video,
} from '../../domain/session.ts'
import type { AccountIdentity } from '../define.ts'
import type { Wire } from '../wire.ts'
import {
  reader,
  toContactRef,
  toFlag,
  toInstant,
  toInteger,
  toList,
  toNumber,
  toObject,
  toPhone,
  toRef,
  toWord,
} from '../wire.ts'
import { AGENT_STUB } from './agent.ts'
import { toHandler, toParticipant } from './participant.ts'
import { MENU_STUB, toMenuStub } from './stubs.ts'
import { toDeflection, toFailReason } from './words.ts'
import { contactIds, ids, pages, times } from './api.ts'
import { exact } from '../filters.ts'

const toTransferStatus = reader<TransferStatus>({
  TRANSFERRING: 'transferring',
  TRANSFERRED: 'transferred',
})

const toDurationEvent = reader<DurationEvent>({
  ANSWERED: 'answered',
  CALL_FINISHED: 'call_finished',
  CHAT_FINISHED: 'chat_finished',
  FINISHED: 'finished',
})

const toServiceLevelEvent = reader<ServiceLevelEvent>({
  IN_SERVICE_LEVEL: 'in_sla',
  OUT_OF_SERVICE_LEVEL: 'not_in_sla',
  EXCLUDED: 'excluded',
})

/** Some rows have a menu path as text, either ids or names. */
export function toMenuPath(value: unknown, account: AccountIdentity): MenuPath | null {
  const text = typeof value === 'string' ? toWord(value) : null
  if (text !== null) {
    return toMenuPath(/^\d+(?:\/\d+)*$/.test(text) ? { materialized_path: text } : { name: text }, account)
  }
  const row = toObject(value)
  if (row === null) return null
  const path = toWord(row.materialized_path)
  return {
    itemCount: toInteger(row.items_count),
    name: toWord(row.name),
    path,
    menus: path?.split('/').flatMap((id) => toRef('MENU', account, id) ?? []) ?? null,
  }
}

function toTransfer(row: Wire, account: AccountIdentity): Transfer {
  return {
    vendorId: toWord(row.id),
    status: toTransferStatus(row.status) ?? 'UNKNOWN',
    vendorStatus: toWord(row.status),
    failReason: toFailReason(row.fail_reason),
    vendorFailReason: toWord(row.fail_reason),
    createdAt: toInstant(row.created_at),
    assignedAt: toInstant(row.assigned_at),
    connectedAt: toInstant(row.connected_at),
    updatedAt: toInstant(row.updated_at),
    durationSeconds: toNumber(row.call_duration),
    waitSeconds: toNumber(row.wait_duration),
    deflection: toDeflection(row.deflection),
    vendorDeflection: toWord(row.deflection),
    // `from_menu` in the document, `from_menu_path` in real rows.
    fromMenuPath: toMenuPath(row.from_menu ?? row.from_menu_path, account),
    toMenuPath: toMenuPath(row.to_menu ?? row.to_menu_path, account),
    fromAgent: toHandler(row.from_agent, row.from_virtual_agent, account),
    toAgent: toHandler(row.to_agent, row.to_virtual_agent, account),
    vendorAnswerPath: toWord(row.answer_type_path),
    fromQueuePriority: toInteger(row.from_queue_priority_level),
    toQueuePriority: toInteger(row.to_queue_priority_level),
  }
}

function toHandleDuration(row: Wire, account: AccountIdentity): HandleDuration {
  return {
    ...toStretch(row, account),
    handleSeconds: toNumber(row.call_duration ?? row.chat_duration ?? row.email_duration),
    afterWorkSeconds: toNumber(row.acw_duration),
    waitSeconds: toNumber(row.wait_duration),
    holdSeconds: toNumber(row.hold_duration),
  }
}

function toQueueDuration(row: Wire, account: AccountIdentity): QueueDuration {
  return {
    ...toStretch(row, account),
    queueSeconds: toNumber(row.queue_duration),
    serviceLevelEvent: toServiceLevelEvent(row.service_level_event),
    vendorServiceLevelEvent: toWord(row.service_level_event),
    serviceLevelTargetPercent: toNumber(row.service_level_target_percent),
    serviceLevelTargetSeconds: toNumber(row.service_level_target_time),
    serviceLevelAbandonSeconds: toNumber(row.service_level_abandon_time_threshold),
  }
}

function toStretch(row: Wire, account: AccountIdentity) {
  return {
    vendorId: toWord(row.id),
    agent: toRef('AGENT', account, row.agent_id),
    menuPathId: toWord(row.menu_path_id),
    menuPathName: toWord(row.menu_path),
    language: toWord(row.lang),
    transferred: toFlag(row.transfer),
    transferId: toWord(row.transfer_id),
    assignmentType: toWord(row.assignment_type),
    startedAt: toInstant(row.started_at),
    endedAt: toInstant(row.ended_at),
    event: toDurationEvent(row.event),
    vendorEvent: toWord(row.event),
  }
}

/** Common to calls, chats and e-mails. */
export const sessions = {
  paging: pages,
  seekable: true,
  changes: {},
  valued: true,
  // Without `agent_info`, a participant supplies the agent's id alone.
  carries: { menu: MENU_STUB, 'transfers.fromAgent': AGENT_STUB, 'transfers.toAgent': AGENT_STUB },
} as const

/** Common to chats and e-mails. */
export const sessionFilters = {
  ids: exact(ids('id[]')),
  startedAt: exact(times('created_at')),
  assignedAt: exact(times('assigned_at')),
  updatedAt: exact(times('updated_at')),
  agentIds: exact(ids('agent_id[]')),
  contactIds: exact(contactIds('end_user_id[]')),
}

/** Keys common to calls, chats and e-mails. */
export function toSession(row: Wire, account: AccountIdentity) {
  return {
    updatedAt: toInstant(row.updated_at),
    startedAt: toInstant(row.created_at),
    language: toWord(row.lang),
    // Rows carry one or both counts.
    queueSeconds: toNumber(row.queue_duration ?? row.wait_duration),
    menu: toMenuStub(row.selected_menu, account),
    menuPath: toMenuPath(row.menu_path, account),
    contact: toContact(row.end_user, account),
    transfers: toList(row.transfers, (one) => toTransfer(one, account)),
    handleDurations: toList(row.handle_durations, (one) => toHandleDuration(one, account)),
    queueDurations: toList(row.queue_durations, (one) => toQueueDuration(one, account)),
  }
}

/** Keys common to calls and chats only. */
export function toLiveSession(row: Wire, account: AccountIdentity) {
  return {
    ...toSession(row, account),
    rating: toNumber(row.rating),
    photos: toList(row.photos, toPhoto),
    videos: toList(row.videos, toVideo),
    participants: toList(row.participants, (one) => toParticipant(one, account)),
    offerType: toWord(row.offer_type),
    offerEvents: toList(row.offer_events, toOfferEvent),
  }
}

function toPhoto(row: Wire): Photo {
  return { vendorId: toWord(row.id), vendorType: toWord(row.photo_type), url: toWord(row.url) }
}

function toVideo(row: Wire): Video {
  return { vendorId: toWord(row.id), url: toWord(row.url) }
}

function toOfferEvent(row: Wire): OfferEvent {
  return { castAt: toInstant(row.casting_time), group: toWord(row.group) }
}

// E.g. `+12025550123`; fewer than ten digits may be a customer number.
const TELEPHONE = /^(?:\+\d{7,15}|\d{10,15})$/

function toContact(value: unknown, account: AccountIdentity): Contact | null {
  const row = toObject(value)
  if (row === null) return null
  const phone = toPhone(row.identifier)
  return {
    ...(toContactRef(account, row.id) ?? { id: null, vendorId: null }),
    externalId: toWord(row.identifier),
    crmId: toWord(row.out_contact_id),
    phone: phone !== null && TELEPHONE.test(phone.replaceAll(/[\s().\-/]/g, '')) ? phone : null,
  }
}

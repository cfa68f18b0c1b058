// Reviews of a call: evaluation, change requests, follow-up.
import type { Agent } from '../../domain/agent.ts'
import type { AccountIdentity } from '../define.ts'
import type { Wire } from '../wire.ts'
import type { Zone } from '../../domain/zone.ts'
import type { CallcapCallsaverOutcome, CallcapChangeRequestStatus, CallcapMajor } from './call-words.ts'
import { ifKnown, reader, toAddress, toFlag, toObject, toRef, toWord } from '../wire.ts'
import { toInstantIn } from './local-time.ts'
import { callsaverOutcomes, changeRequestStatuses, majors } from './call-words.ts'

const toMajor = reader<CallcapMajor>(majors)
const toOutcome = reader<CallcapCallsaverOutcome>(callsaverOutcomes)
const toStatus = reader<CallcapChangeRequestStatus>(changeRequestStatuses)

export type CallcapCallsurance = NonNullable<ReturnType<typeof toCallsurance>>

export function toCallsurance(row: Wire | null, account: AccountIdentity) {
  if (row === null) return null
  return {
    evaluation: toEvaluation(row, account),
    changeRequest: toChangeRequest(toObject(row.change_request), account),
  }
}

export type CallcapEvaluation = NonNullable<ReturnType<typeof toEvaluation>>

function toEvaluation(row: Wire | null, account: AccountIdentity) {
  const [major, minor] = [toObject(row?.major), toObject(row?.minor)]
  const agent = toCsr(row?.csr, account)
  if (major === null && minor === null && agent === null) return null
  return {
    major: ifKnown(toMajor(major?.id)),
    majorLabel: toWord(major?.label),
    minor: toMinor(minor),
    agent,
  }
}

export type CallcapMinor = NonNullable<ReturnType<typeof toMinor>>

function toMinor(row: Wire | null) {
  return row && { vendorId: toWord(row.id), label: toWord(row.label), tag: toWord(row.tag) }
}

/** The call taker, a reference without a look-up. */
export function toCsr(value: unknown, account: AccountIdentity): Agent | null {
  const row = toObject(value)
  const ref = toRef('AGENT', account, row?.id)
  return ref && { ...ref, kind: 'HUMAN', name: toWord(row?.name) }
}

export type CallcapChangeRequest = NonNullable<ReturnType<typeof toChangeRequest>>

function toChangeRequest(row: Wire | null, account: AccountIdentity) {
  if (row === null) return null
  const customer = toObject(row.customer)
  return {
    status: ifKnown(toStatus(row.status)),
    vendorStatus: toWord(row.status),
    requested: toEvaluation(row, account),
    original: toEvaluation(toObject(row.original), account),
    requester: customer && { name: toWord(customer.name), email: toAddress(customer.email) },
    inaccuracy: toWord(row.inaccuracy),
  }
}

export type CallcapCallsaver = NonNullable<ReturnType<typeof toCallsaver>>

export function toCallsaver(row: Wire | null, zone: Zone) {
  if (row === null) return null
  const [outcome, reason, user] = [toObject(row.outcome), toObject(row.reason), toObject(row.user)]
  return {
    recordedAt: toInstantIn(zone, row.date),
    outcome: ifKnown(toOutcome(outcome?.id)),
    outcomeLabel: toWord(outcome?.label),
    reason: reason && {
      vendorId: toWord(reason.id),
      label: toWord(reason.label),
      opportunity: toFlag(reason.opportunity),
    },
    user: user && {
      firstName: toWord(user.firstname),
      lastName: toWord(user.lastname),
      email: toAddress(user.email),
    },
  }
}

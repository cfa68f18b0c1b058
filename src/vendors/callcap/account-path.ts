// A call's path in the account tree, down to the campaign's line.
import type { CallDirection } from '../../domain/call.ts'
import type { Campaign } from '../../domain/campaign.ts'
import type { AccountIdentity } from '../define.ts'
import type { Wire } from '../wire.ts'
import { reader, toInteger, toNumber, toObject, toRef, toWord } from '../wire.ts'
import { toPhone } from './api.ts'
import { directions } from './call-words.ts'

const readDirection = reader<CallDirection>(directions)

/** That of the line; calls have none. */
export function toDirection(campaign: Wire | null): CallDirection {
  return readDirection(campaign?.direction) ?? 'UNKNOWN'
}

export function toCampaign(row: Wire | null, account: AccountIdentity): Campaign | null {
  const ref = toRef('CAMPAIGN', account, row?.id)
  return ref && { ...ref, name: toWord(row?.name) }
}

export type CallcapAccountPath = NonNullable<ReturnType<typeof toAccountPath>>

export function toAccountPath(accounts: Wire | null) {
  return (
    accounts && {
      corporate: toLevel(accounts.corporate),
      division: toLevel(accounts.division),
      location: toLevel(accounts.location),
    }
  )
}

export type CallcapAccountLevel = NonNullable<ReturnType<typeof toLevel>>

function toLevel(value: unknown) {
  const row = toObject(value)
  return (
    row && {
      vendorId: toWord(row.id),
      name: toWord(row.name),
      externalId: toWord(row.external_id),
      corporateLabel: toWord(row.corporate_label),
    }
  )
}

export type CallcapLine = NonNullable<ReturnType<typeof toLine>>

export function toLine(campaign: Wire | null) {
  return (
    campaign && {
      trackingNumber: toPhone(campaign.callcap_number),
      dialedNumber: toPhone(campaign.dialed_number),
      destinationNumber: toPhone(campaign.destination_number),
      direction: readDirection(campaign.direction),
      ivrOption: toInteger(campaign.ivr_option),
      medium: toWord(campaign.medium),
      mediumType: toWord(campaign.medium_type),
      brand: toWord(campaign.brand),
      serviceLine: toWord(campaign.service_line),
      target: toWord(campaign.target),
      offer: toWord(campaign.offer),
      // The document's one hyphen among underscores.
      memo: toWord(campaign['line-memo']),
      additionalMemo: toWord(campaign.addtl_line_memo),
      defaultRevenue: toNumber(campaign.default_revenue_value),
      costPerPieceEstimated: toNumber(campaign.cost_per_piece_est),
      costPerPieceFinal: toNumber(campaign.cost_per_piece_final),
    }
  )
}

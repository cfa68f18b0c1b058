// Caller, agent and direction from `metadata`, which the customer writes.
import type { Agent } from '../../domain/agent.ts'
import type { CallDirection } from '../../domain/call.ts'
import type { AccountIdentity } from '../define.ts'
import type { Wire } from '../wire.ts'
import { createHash } from 'node:crypto'
import { identify } from '../../domain/id.ts'
import { reader, toObject, toPhoneOfDigits, toWord } from '../wire.ts'

/**
 * Default keys, which an account may override.
 * They are the document example's, which lacks the called number.
 */
export const METADATA_KEYS = {
  caller: 'ANI',
  called: null,
  agent: 'Agent',
  direction: 'Direction',
  client: 'ClientID',
} as const

export type Said = keyof typeof METADATA_KEYS

/** Only `IN` is seen. */
export const toDirection = reader<CallDirection>({
  INBOUND: ['in', 'inbound', 'incoming'],
  OUTBOUND: ['out', 'outbound', 'outgoing'],
  INTERNAL: 'internal',
})

export function toParties(row: Wire, account: AccountIdentity) {
  const metadata = toObject(row.metadata)
  const read = (said: Said): unknown => {
    const key = account.metadata?.[said] ?? METADATA_KEYS[said]
    return metadata !== null && key !== null && Object.hasOwn(metadata, key) ? metadata[key] : null
  }
  const direction = toDirection(read('direction')) ?? 'UNKNOWN'
  const [from, to] = [toPhoneOfDigits(read('caller')), toPhoneOfDigits(read('called'))]
  return {
    direction,
    from,
    to,
    agent: toAgent(toWord(read('agent')), account),
    contact: metadata && {
      id: null,
      externalId: toWord(read('client')),
      phone: direction === 'OUTBOUND' ? to : from,
    },
  }
}

/** The id is a hash of the name: ids are public, names are not. */
function toAgent(name: string | null, account: AccountIdentity): Agent | null {
  if (name === null) return null
  const vendorId = createHash('sha256').update(`${account.name} ${name}`).digest('hex').slice(0, 16)
  return { ...identify('AGENT', account, vendorId), kind: 'UNKNOWN', name }
}

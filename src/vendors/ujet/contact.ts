// The end user of a call, chat or e-mail.
import type { Contact } from '../../domain/session.ts'
import type { AccountIdentity } from '../define.ts'
import { toContactId } from '../../domain/id.ts'
import { toObject, toWord } from '../wire.ts'
import { toPhone } from './api.ts'

// E.g. `+12025550123`, or at least ten digits: shorter ones may be customer numbers.
const TELEPHONE = /^(?:\+\d{7,15}|\d{10,15})$/

export function toContact(value: unknown, account: AccountIdentity): Contact | null {
  const row = toObject(value)
  if (row === null) return null
  const vendorId = toWord(row.id)
  const phone = toPhone(row.identifier)
  return {
    id: vendorId === null ? null : toContactId(account.name, vendorId),
    vendorId,
    externalId: toWord(row.identifier),
    crmId: toWord(row.out_contact_id),
    // UNVERIFIED: the identifier is the number of people who reached the company by telephone or text message.
    phone: phone !== null && TELEPHONE.test(phone.replaceAll(/[\s().\-/]/g, '')) ? phone : null,
    // UJET's rows lack these.
    name: null,
    email: null,
    phoneClass: null,
    address: null,
    city: null,
    region: null,
    postalCode: null,
  }
}

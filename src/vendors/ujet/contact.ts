// The end user that a call, a chat or an e-mail carries.
import type { Contact } from '../../domain/session.ts'
import type { AccountIdentity } from '../define.ts'
import { toContactId } from '../../domain/id.ts'
import { toObject, toWord } from '../wire.ts'
import { toPhone } from './api.ts'

// An international number, or ten digits and more: shorter ones are as likely a customer's number.
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
    // No field of UJET's rows tells any of these.
    name: null,
    email: null,
    phoneClass: null,
    address: null,
    city: null,
    region: null,
    postalCode: null,
  }
}

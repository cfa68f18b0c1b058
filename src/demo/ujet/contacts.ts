// The people who call, chat and write to the sandbox company.
import type { Personal } from '../people.ts'
import type { Random } from '../random.ts'

export interface Contact {
  readonly id: number
  readonly phone: string
  readonly email: string
  readonly externalId: string
  readonly crmId: string | null
}

export function createContacts(random: Random, personal: Personal, count: number): Contact[] {
  return Array.from({ length: count }, (_, index) => ({
    id: 5000 + index,
    phone: personal.phone(random),
    email: personal.name(random, 5000 + index).email,
    externalId: personal.mark(`customer-${random.int(100000, 999999)}`),
    crmId: random.chance(0.8)
      ? personal.mark(`003${String(random.int(0, 999999999)).padStart(9, '0')}`)
      : null,
  }))
}

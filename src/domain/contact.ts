// The person outside the company with whom an account spoke or wrote; comes with a row and is no Node.
import type { Known } from './noun.ts'

export type Contact = Known<{
  /** `contact:<account>:<vendor's raw id>`, for use in `contactIds`. */
  id: string
  vendorId: string
  externalId: string
  crmId: string
  name: string
  phone: string
  email: string
  phoneClass: string
  address: string
  city: string
  region: string
  postalCode: string
}>

// The contact of a call, chat or e-mail.
import type { Contact as ContactRow } from '../../domain/session.ts'
import { rowType } from '../schema/row-type.ts'

export const Contact = rowType<ContactRow>()('Contact', {
  description:
    'The person outside the company with whom an account spoke or wrote; it comes with the row and costs no request.',
  fields: {
    id: [
      'ID',
      'The global id, `contact:<account>:<vendor’s raw id>`, for use in `contactIds`; null where the vendor gives contacts no id of their own.',
      { pii: 'ID', vendors: ['UJET', 'WHIPPY'] },
    ],
    vendorId: [
      'ID',
      'The vendor’s own id: a number at UJET, a UUID at Whippy.',
      { pii: 'ID', vendors: ['UJET', 'WHIPPY'] },
    ],
    externalId: [
      'String',
      'The id by which the company itself knows the person: the identifier at UJET, the external id at TWIN, a key of the customer’s own at Allo-Media.',
      { pii: 'ID', vendors: ['UJET', 'ALLO_MEDIA', 'TWIN'] },
    ],
    crmId: ['ID', 'The id of the person’s record in the company’s CRM.', { pii: 'ID', vendors: ['UJET'] }],
    name: ['String', 'The full name.', { pii: 'NAME', vendors: ['CALLCAP'] }],
    phone: [
      'PhoneNumber',
      'The telephone number; at UJET where the identifier is one, at Allo-Media when its customer sends it.',
      {
        pii: 'PHONE',
        unverified: 'that the identifier of UJET’s contacts is a number where it looks like one',
      },
    ],
    email: ['EmailAddress', 'The e-mail address.', { pii: 'EMAIL', vendors: [] }],
    phoneClass: [
      'String',
      'What kind of number the caller has, in the vendor’s words, for example `Residential`.',
      { pii: 'TEXT', vendors: ['CALLCAP'] },
    ],
    address: ['String', 'The street address.', { pii: 'TEXT', vendors: ['CALLCAP'] }],
    city: ['String', 'The city.', { pii: 'TEXT', vendors: ['CALLCAP'] }],
    region: ['String', 'The state or province.', { pii: 'TEXT', vendors: ['CALLCAP'] }],
    postalCode: ['String', 'The postal code.', { pii: 'TEXT', vendors: ['CALLCAP'] }],
  },
})

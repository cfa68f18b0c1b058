// The contact of a call, chat or e-mail.
import type { Contact as ContactRow } from '../../domain/session.ts'
import { builder } from '../schema/builder.ts'

export const Contact = builder.objectRef<ContactRow>('Contact').implement({
  description:
    'The person outside the company with whom an account spoke or wrote; it comes with the row and costs no request.',
  fields: (t) => ({
    id: t.exposeID('id', {
      pii: 'ID',
      vendors: ['UJET', 'WHIPPY'],
      description:
        'The global id, `contact:<account>:<vendor’s raw id>`, for use in `contactIds`; null where the vendor gives contacts no id of their own.',
    }),
    vendorId: t.exposeID('vendorId', {
      pii: 'ID',
      vendors: ['UJET', 'WHIPPY'],
      description: 'The vendor’s own id: a number at UJET, a UUID at Whippy.',
    }),
    externalId: t.exposeString('externalId', {
      pii: 'ID',
      vendors: ['UJET', 'ALLO_MEDIA', 'TWIN'],
      description:
        'The id by which the company itself knows the person: the identifier at UJET, the external id at TWIN, a key of the customer’s own at Allo-Media.',
    }),
    crmId: t.exposeID('crmId', {
      pii: 'ID',
      vendors: ['UJET'],
      description: 'The id of the person’s record in the company’s CRM.',
    }),
    name: t.exposeString('name', {
      pii: 'NAME',
      vendors: ['CALLCAP'],
      description: 'The full name.',
    }),
    phone: t.expose('phone', {
      type: 'PhoneNumber',
      pii: 'PHONE',
      unverified: 'that the identifier of UJET’s contacts is a number where it looks like one',
      description:
        'The telephone number; at UJET where the identifier is one, at Allo-Media when its customer sends it.',
    }),
    email: t.expose('email', {
      type: 'EmailAddress',
      pii: 'EMAIL',
      vendors: [],
      description: 'The e-mail address.',
    }),
    phoneClass: t.exposeString('phoneClass', {
      pii: 'TEXT',
      vendors: ['CALLCAP'],
      description: 'What kind of number the caller has, in the vendor’s words, for example `Residential`.',
    }),
    address: t.exposeString('address', {
      pii: 'TEXT',
      vendors: ['CALLCAP'],
      description: 'The street address.',
    }),
    city: t.exposeString('city', { pii: 'TEXT', vendors: ['CALLCAP'], description: 'The city.' }),
    region: t.exposeString('region', {
      pii: 'TEXT',
      vendors: ['CALLCAP'],
      description: 'The state or province.',
    }),
    postalCode: t.exposeString('postalCode', {
      pii: 'TEXT',
      vendors: ['CALLCAP'],
      description: 'The postal code.',
    }),
  }),
})

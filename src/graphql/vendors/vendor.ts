// The enum `Vendor`.
import { VENDORS } from '../../domain/vendor.ts'
import { enumOf } from '../schema/enum.ts'

export const Vendor = enumOf('Vendor', 'The products whose accounts Switchboard serves.', VENDORS, {
  UJET: 'UJET, also sold as Google Cloud CCAI Platform, read through its Manager API; by default one request a second per customer.',
  CALLCAP: 'Callcap, read through its v2 calls search; agents and campaigns exist only inside calls.',
  WHIPPY: 'Whippy, read through its v1 API.',
  ALLO_MEDIA:
    'Allo-Media (uh!ive), read through the Activate API, which lists only calls whose processing has ended.',
  TWIN: 'TWIN, read through its analytics API for calls and through its neighbours for the rest.',
})

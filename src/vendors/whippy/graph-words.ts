// Whippy's enums.
import {
  WHIPPY_ATTACHMENT_KINDS,
  WHIPPY_CAMPAIGN_KINDS,
  WHIPPY_CHANNEL_TYPES,
  WHIPPY_COMPLETION_RATINGS,
  WHIPPY_CONVERSATION_STATUSES,
  WHIPPY_USER_ROLES,
  WHIPPY_USER_STATES,
} from './details.ts'
import { enumOf } from '../../graphql/schema/enum.ts'

const UNKNOWN_WORD = 'A word unknown to Switchboard.'

export const WhippyAttachmentKind = enumOf(
  'WhippyAttachmentKind',
  'What a file of a call is.',
  WHIPPY_ATTACHMENT_KINDS,
  {
    RECORDING: 'A recording of the sound.',
    TRANSCRIPT: 'A transcript, as JSON.',
    ANALYSIS: 'An analysis of the call, as JSON.',
    UNKNOWN: 'Anything else.',
  },
)

export const WhippyCompletionRating = enumOf(
  'WhippyCompletionRating',
  'How far a call reached its goal. UNVERIFIED: the words, which are taken from a product whose settings Whippy mirrors.',
  WHIPPY_COMPLETION_RATINGS,
  {
    COMPLETE: 'It was reached.',
    PARTIAL: 'It was reached in part.',
    INCOMPLETE: 'It was not reached.',
    UNKNOWN: `${UNKNOWN_WORD} The vendor’s own is \`Call.outcome\`.`,
  },
)

export const WhippyUserState = enumOf(
  'WhippyUserState',
  'The state of a user’s access.',
  WHIPPY_USER_STATES,
  {
    ENABLED: 'In use.',
    DISABLED: 'Switched off.',
    INVITED: 'Invited, and not accepted yet.',
    ARCHIVED: 'Put away.',
    UNKNOWN: UNKNOWN_WORD,
  },
)

export const WhippyUserRole = enumOf('WhippyUserRole', 'What a user may do.', WHIPPY_USER_ROLES, {
  ADMIN: 'An administrator.',
  USER: 'Any other user.',
})

export const WhippyChannelType = enumOf(
  'WhippyChannelType',
  'What a conversation runs over.',
  WHIPPY_CHANNEL_TYPES,
  {
    PHONE: 'A telephone number, for text messages and calls.',
    EMAIL: 'E-mail.',
    FAX: 'Fax. UNVERIFIED: named in a description by others only.',
    UNKNOWN: UNKNOWN_WORD,
  },
)

export const WhippyConversationStatus = enumOf(
  'WhippyConversationStatus',
  'Statuses of conversations at Whippy.',
  WHIPPY_CONVERSATION_STATUSES,
  {
    OPEN: 'Waiting for someone to answer or close it.',
    CLOSED: 'Done.',
    AUTOMATED: 'In the hands of automation.',
    SPAM: 'Marked as spam.',
    UNKNOWN: UNKNOWN_WORD,
  },
)

export const WhippyCampaignKind = enumOf(
  'WhippyCampaignKind',
  'The two types of campaign at Whippy.',
  WHIPPY_CAMPAIGN_KINDS,
  {
    CAMPAIGN: 'One message to many contacts.',
    SEQUENCE: 'A series of steps that each contact goes through.',
  },
)

/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Whether an account can answer. */
export type AccountState =
  /** The last request failed, the vendor has asked for a pause, or it refuses a noun to these credentials; answers may come late or from memory. */
  | 'DEGRADED'
  /** The vendor keeps failing or refuses the credentials; it is asked now and then whether it is back, and answers come from memory only. */
  | 'DOWN'
  /** The last request succeeded, or none has been sent yet. */
  | 'UP';

/** What an agent did. */
export type AgentActivityType =
  /** A call was offered to the agent, by either way of casting; as a filter Switchboard applies it. */
  | 'CALL_OFFERED'
  /** The agent took a call, by either way of casting; as a filter Switchboard applies it. */
  | 'CALL_PICKED_UP'
  /** The agent tried to take a call, by either way of casting; as a filter Switchboard applies it. */
  | 'CALL_PICK_UP_ATTEMPTED'
  /** A chat was offered to the agents of its queue. */
  | 'CHAT_OFFERED'
  /** The agent took a chat. */
  | 'CHAT_PICKED_UP'
  /** The agent tried to take a chat. */
  | 'CHAT_PICK_UP_ATTEMPTED'
  /** A call offered to this agent alone bounced. UNVERIFIED: the meaning. */
  | 'DELTACAST_CALL_BOUNCED'
  /** The agent did not take a call offered to this agent alone. */
  | 'DELTACAST_CALL_MISSED'
  /** A call was offered to this agent alone. */
  | 'DELTACAST_CALL_OFFERED'
  /** The agent took a call offered to this agent alone. */
  | 'DELTACAST_CALL_PICKED_UP'
  /** The agent tried to take a call offered to this agent alone. */
  | 'DELTACAST_CALL_PICK_UP_ATTEMPTED'
  /** A call was projected for this agent alone. UNVERIFIED: the meaning. */
  | 'DELTACAST_CALL_PROJECTED'
  /** The agent signed in. The vendor’s own table swaps the descriptions of the two words. */
  | 'LOGIN'
  /** The agent signed out. The vendor’s own table swaps the descriptions of the two words. */
  | 'LOGOUT'
  /** A call was offered to all agents of its queue. */
  | 'MULTICAST_CALL_OFFERED'
  /** The agent took a call offered to all agents of its queue. */
  | 'MULTICAST_CALL_PICKED_UP'
  /** The agent tried to take a call offered to all agents of its queue. */
  | 'MULTICAST_CALL_PICK_UP_ATTEMPTED'
  /** The agent dialled a number. */
  | 'OUTBOUND_CALL_DIALED'
  /** A status chosen during a contact took effect afterwards. */
  | 'PENDING_STATUS_APPLIED'
  /** The agent changed status. */
  | 'STATUS_CHANGED'
  /** A word unknown to Switchboard; the vendor’s own is `vendorType`. */
  | 'UNKNOWN';

/** Which agents to list; every field given must hold, and within one list any value may. Vendors filter unless a field says that Switchboard does. */
export type AgentFilter = {
  /** Names of the accounts to ask. Absent: all. With `vendors`, both must hold; if no account is left, it is `BAD_USER_INPUT`. */
  accounts?: Array<string> | null | undefined;
  /** The agent numbers to keep. UJET only. Needs the scope `pii:read`. Personal data (id). */
  agentNumber?: Array<string> | null | undefined;
  /** The number of calls. Switchboard filters. UJET only. */
  callCount?: IntRange | null | undefined;
  /** The number of chats. Switchboard filters. UJET only. */
  chatCount?: IntRange | null | undefined;
  /** The e-mail addresses to keep, each whole and in any case. Switchboard filters at UJET. Needs the scope `pii:read`. Personal data (email). */
  email?: Array<string> | null | undefined;
  /** The global ids of the agents to keep; only the accounts of the ids are asked. Switchboard filters at Whippy. */
  ids?: Array<string | number> | null | undefined;
  /** True keeps agents who finish work after a contact, false those who do not. UJET only. */
  inWrapUp?: boolean | null | undefined;
  /** The kinds of agent to keep; an account that has none of them is not asked. */
  kind?: Array<AgentKind> | null | undefined;
  /** When the agent last signed in. UJET only. */
  lastLoginAt?: DateTimeRange | null | undefined;
  /** The locations to keep. UJET only. */
  location?: Array<string> | null | undefined;
  /** A part of the name, compared without regard to case and accents: `jose r` keeps José Ruiz. Switchboard filters. Needs the scope `pii:read`. Personal data (name). */
  name?: string | null | undefined;
  /** True keeps agents who are signed in, false those who are not. UJET and TWIN only. */
  online?: boolean | null | undefined;
  /** The global ids of the statuses to keep, as `AgentStatus.id` gives them. UJET only. */
  statusIds?: Array<string | number> | null | undefined;
  /** When the status last changed. UJET only. */
  statusUpdatedAt?: DateTimeRange | null | undefined;
  /** Filters that only TWIN has. They narrow the agents of TWIN and keep those of other vendors. Without a selected TWIN account they are `BAD_USER_INPUT`. */
  twin?: TwinAgentFilter | null | undefined;
  /** The vendors whose accounts to ask. Absent: all. */
  vendors?: Array<Vendor> | null | undefined;
  /** Filters that only Whippy has. They narrow the agents of Whippy and keep those of other vendors. Without a selected Whippy account they are `BAD_USER_INPUT`. */
  whippy?: WhippyAgentFilter | null | undefined;
};

/** Whether an agent is a person or a machine, and of which kind. */
export type AgentKind =
  /** An AI agent of Whippy. */
  | 'AI'
  /** A bot of TWIN. */
  | 'BOT'
  /** A person. */
  | 'HUMAN'
  /** The row does not say. */
  | 'UNKNOWN'
  /** A virtual agent of UJET, which appears only inside calls and chats. */
  | 'VIRTUAL';

/** The colours a status may have. */
export type AgentStatusColor =
  /** Blue grey. */
  | 'BLUE_GREY'
  /** Brown. */
  | 'BROWN'
  /** Green. */
  | 'GREEN'
  /** Grey. */
  | 'GREY'
  /** Indigo. */
  | 'INDIGO'
  /** Light blue. */
  | 'LIGHT_BLUE'
  /** Pink. */
  | 'PINK'
  /** Purple. */
  | 'PURPLE'
  /** Red. */
  | 'RED'
  /** A colour that Switchboard does not know yet; the vendor’s own word is `vendorColor`. */
  | 'UNKNOWN'
  /** Yellow. */
  | 'YELLOW';

/** How a contact was answered; only MANUAL is in the primary document. */
export type AnswerType =
  /** It was given to the agent. */
  | 'AUTO'
  /** It was sent elsewhere. */
  | 'DEFLECTION'
  /** The agent took it. */
  | 'MANUAL'
  /** It was dialled out. */
  | 'OUTBOUND'
  /** A word unknown to Switchboard. */
  | 'UNKNOWN';

/** Who called whom, seen from the company. */
export type CallDirection =
  /** The contact called the company, which includes calls that begin in the company’s app. */
  | 'INBOUND'
  /** The call stayed inside the company: Callcap, and UJET by its newer call types. */
  | 'INTERNAL'
  /** The company called the contact, which includes scheduled calls and callbacks. */
  | 'OUTBOUND'
  /** The row uses a word that Switchboard does not know yet. */
  | 'UNKNOWN';

/** Why a call, a transfer or a participant’s connection failed. The last eight come in answers only, and Switchboard filters by them. */
export type CallFailReason =
  /** The agent called it off. */
  | 'AGENT_CANCELED'
  /** No agent took it in time. */
  | 'AGENT_IGNORED'
  /** The agent’s microphone could not be used. */
  | 'AGENT_MICROPHONE_DENIED'
  /** No microphone was found at the agent’s place. */
  | 'AGENT_MICROPHONE_MISSING'
  /** The end user hung up while waiting. */
  | 'END_USER_ABANDONED'
  /** The end user hung up in the menus. */
  | 'END_USER_ABANDONED_IN_MENU'
  /** The end user’s line was busy. */
  | 'END_USER_BUSY'
  /** The end user called it off. */
  | 'END_USER_CANCELED'
  /** The notification that starts the call did not reach the app. */
  | 'END_USER_NOTIFICATION_FAILED'
  /** The end user did not answer. */
  | 'END_USER_NO_ANSWER'
  /** The end user refused it. */
  | 'END_USER_REJECTED'
  /** The end user already had a callback waiting. */
  | 'END_USER_REPEATED_CALLBACK'
  /** The end user already had a voicemail waiting. */
  | 'END_USER_REPEATED_VOICEMAIL'
  /** The number dialled is invalid. */
  | 'END_USER_WRONG_NUMBER'
  /** It waited too long in the queue. */
  | 'EXPIRED'
  /** The call went straight to the fallback number. */
  | 'FALLBACK_NUMBER'
  /** The group it belonged to was deleted without a substitute. */
  | 'GROUP_DELETED'
  /** The menu it belonged to was deleted. */
  | 'MENU_DELETED'
  /** It did not fail. */
  | 'NONE'
  /** The call was stuck because of a fault of the vendor’s API. */
  | 'STUCK'
  /** The transfer waited too long. */
  | 'TRANSFER_EXPIRED'
  /** The vendor does not know, or it uses a word that Switchboard does not know yet. */
  | 'UNKNOWN'
  /** A general fault of the connection. */
  | 'VOIP_CONNECTION_ERROR'
  /** The connection timed out. */
  | 'VOIP_CONNECTION_TIMEOUT'
  /** The token for the telephony provider was invalid. */
  | 'VOIP_INVALID_TOKEN'
  /** A fault of the telephony provider Nexmo. */
  | 'VOIP_NEXMO_ERROR'
  /** A fault of the connection’s signalling. */
  | 'VOIP_SIGNAL_ERROR'
  /** A fault of the telephony provider TokBox. */
  | 'VOIP_TOKBOX_ERROR'
  /** A fault of the telephony provider Twilio. */
  | 'VOIP_TWILIO_ERROR';

/** Statuses of calls in words that all vendors share; the vendor’s own word is `Call.vendorStatus`. */
export type CallStatus =
  /** Not let through by a block list or by law: Callcap, TWIN. */
  | 'BLOCKED'
  /** The called side was busy: UJET by its fail reason, TWIN; Callcap counts these among MISSED. */
  | 'BUSY'
  /** Called off by one side before it connected: UJET by its fail reason, TWIN. */
  | 'CANCELED'
  /** Ended after the two sides talked: all vendors. */
  | 'COMPLETED'
  /** Sent elsewhere before it reached an agent, for example after hours: UJET. */
  | 'DEFLECTED'
  /** Broke off or could not be made for a technical reason: UJET, TWIN. */
  | 'FAILED'
  /** The two sides are talking: UJET, Callcap, TWIN. */
  | 'IN_PROGRESS'
  /** Ended without an answer: UJET by its fail reason, Callcap, TWIN, and Allo-Media when the recording holds no interaction. */
  | 'MISSED'
  /** Waiting in a queue or for an agent’s choice: UJET. */
  | 'QUEUED'
  /** Being offered, connected or dialled: UJET, TWIN. */
  | 'RINGING'
  /** To be made later: UJET, TWIN. */
  | 'SCHEDULED'
  /** The row carries no status, or a word that Switchboard does not know yet. */
  | 'UNKNOWN'
  /** Ended in a voicemail: UJET, and Whippy by its voicemail flag (UNVERIFIED). */
  | 'VOICEMAIL';

/** States of the attempt to reach a person. UNVERIFIED: the words, which are those of a sibling API of UJET. */
export type CampaignContactStatus =
  /** The person hung up before an agent came. */
  | 'ABANDONED_BY_CONTACT'
  /** The dialler let the person go because no agent was free. */
  | 'ABANDONED_BY_DIALER'
  /** The number is blocked. */
  | 'BLOCKED_NUMBER'
  /** An error of the carrier. */
  | 'CARRIER_ERROR'
  /** Talking to an agent. */
  | 'CONNECTED'
  /** An error of the dialler. */
  | 'DIALER_ERROR'
  /** Being dialled. */
  | 'DIALING'
  /** Must not be called. */
  | 'DO_NOT_CALL'
  /** The call was finished. */
  | 'FINISHED'
  /** The number is invalid. */
  | 'INVALID_NUMBER'
  /** The outbound number is invalid. */
  | 'INVALID_OUTBOUND_NUMBER'
  /** Nobody picked up. */
  | 'NOT_PICKED_UP'
  /** No connection to the person came about. */
  | 'NOT_REACHED'
  /** Waiting for an agent. */
  | 'QUEUED'
  /** To be dialled again. */
  | 'REDIAL_SCHEDULED'
  /** Skipped. */
  | 'SKIPPED'
  /** Skipped for good. */
  | 'SKIPPED_AND_CLOSED'
  /** The call was transferred. */
  | 'TRANSFERRED'
  /** The call was transferred and finished. */
  | 'TRANSFERRED_AND_FINISHED'
  /** A word unknown to Switchboard; the vendor’s own is `vendorStatus`. */
  | 'UNKNOWN'
  /** The turn is still to come. */
  | 'UPCOMING'
  /** A voicemail answered and was hung up on. */
  | 'VOICEMAIL_HUNG_UP';

/** How the dialler of a campaign works. */
export type CampaignMode =
  /** The dialler tells people from machines and connects only people to an agent. */
  | 'PREDICTIVE'
  /** The agent sees the contact first and chooses what to do. */
  | 'PREVIEW'
  /** The dialler takes a ready agent first and then dials the next contact. */
  | 'PROGRESSIVE'
  /** A word unknown to Switchboard; the vendor’s own is `vendorMode`. */
  | 'UNKNOWN';

/** Statuses of campaigns. */
export type CampaignStatus =
  /** Made and not started. */
  | 'CREATED'
  /** At work. */
  | 'DIALING'
  /** Done with all calls. */
  | 'FINISHED'
  /** Held up by an agent or manager. */
  | 'PAUSED'
  /** Started, and nothing is dialled yet. */
  | 'STARTED'
  /** The row carries no status, or a word that Switchboard does not know yet; the vendor’s own is `vendorStatus`. */
  | 'UNKNOWN';

/** Statuses of chats. */
export type ChatStatus =
  /** With an agent. */
  | 'ASSIGNED'
  /** Called off before it was finished. */
  | 'CANCELED'
  /** Broken off by a fault; `Chat.failReason` tells which. */
  | 'FAILED'
  /** Ended in good order. */
  | 'FINISHED'
  /** Ended because nobody wrote any more. */
  | 'NO_RESPONSE'
  /** Waiting in a queue. */
  | 'QUEUED'
  /** The row carries no status, or a word that Switchboard does not know yet. */
  | 'UNKNOWN';

/** A range of instants; a missing bound leaves that side open. */
export type DateTimeRange = {
  /** The earliest instant that matches, inclusive. */
  from?: string | null | undefined;
  /** The first instant that no longer matches, exclusive. */
  to?: string | null | undefined;
};

/** Where a call was sent instead of to an agent; the vendor’s list is open. */
export type Deflection =
  /** To a message that the company is closed. */
  | 'AFTER_HOURS_MESSAGE'
  /** Nowhere, it went its way. */
  | 'NONE'
  /** To another telephone number for the time being. */
  | 'OTHER_PHONE'
  /** To another queue for the time being. */
  | 'OTHER_QUEUE'
  /** A word unknown to Switchboard. */
  | 'UNKNOWN';

/** Who hung up; the vendor’s list is open. */
export type DisconnectedBy =
  /** The agent. */
  | 'AGENT'
  /** The end user. */
  | 'END_USER'
  /** The vendor does not know, or it uses a word that Switchboard does not know yet. */
  | 'UNKNOWN';

/** What ended a stretch of handling or waiting; the vendor’s list is open. */
export type DurationEvent =
  /** An agent answered. */
  | 'ANSWERED'
  /** The call was finished. */
  | 'CALL_FINISHED'
  /** The chat was finished. */
  | 'CHAT_FINISHED'
  /** It was finished, as newer rows say for every channel. */
  | 'FINISHED'
  /** A word unknown to Switchboard. */
  | 'UNKNOWN';

/** How far an account supports a filter. */
export type FilterSupport =
  /** The vendor returns exactly the rows that match. */
  | 'EXACT'
  /** The vendor’s rows lack the value. The account is skipped, and its report says so. */
  | 'NONE'
  /** The vendor returns more rows than match, and Switchboard filters them. A rare value may need several vendor pages. */
  | 'POST_FILTERED';

/** A range of whole numbers, inclusive at both ends; a missing bound leaves that side open. */
export type IntRange = {
  /** The smallest number that matches, inclusive. */
  from?: number | null | undefined;
  /** The largest number that matches, inclusive. */
  to?: number | null | undefined;
};

/** Kinds of rows in this graph, for example in `Capability.noun`. */
export type Noun =
  /** Human agents, AI agents and bots. */
  | 'AGENT'
  /** The log of what agents did. */
  | 'AGENT_ACTIVITY'
  /** The definitions of the statuses an agent may be in. */
  | 'AGENT_STATUS'
  /** Telephone calls. */
  | 'CALL'
  /** Campaigns. */
  | 'CAMPAIGN'
  /** The people a campaign is to reach. */
  | 'CAMPAIGN_CONTACT'
  /** Chats and other text conversations. */
  | 'CHAT'
  /** The status each signed-in agent is in at this moment. */
  | 'CURRENT_AGENT_STATUS'
  /** The menus in which someone waits at this moment. */
  | 'CURRENT_MENU_STATUS'
  /** E-mails handled by agents. */
  | 'EMAIL'
  /** Menus, which are also the queues. */
  | 'MENU'
  /** The menus as trees. */
  | 'MENU_TREE'
  /** The opening hours of menus. */
  | 'OPERATION_HOURS'
  /** Service levels of the last minutes. */
  | 'SERVICE_LEVEL'
  /** Teams of agents. */
  | 'TEAM'
  /** The teams as trees. */
  | 'TEAM_TREE';

/** How far a party of a call or chat has come. */
export type ParticipantStatus =
  /** In. */
  | 'CONNECTED'
  /** Gone. */
  | 'FINISHED'
  /** A word unknown to Switchboard. */
  | 'UNKNOWN'
  /** Not yet in. */
  | 'WAITING';

/** Who a party of a call or chat is. */
export type ParticipantType =
  /** A human agent. */
  | 'AGENT'
  /** The person outside the company. */
  | 'END_USER'
  /** A virtual agent that does one task. */
  | 'TASK_VIRTUAL_AGENT'
  /** A word unknown to Switchboard. */
  | 'UNKNOWN'
  /** A virtual agent that talks. */
  | 'VIRTUAL_AGENT';

/** Whether an end user allowed a recording. UNVERIFIED: the vendor’s list, which is partly inferred. */
export type RecordingPermission =
  /** Not allowed. */
  | 'DENIED'
  /** Allowed. */
  | 'GRANTED'
  /** Not asked. */
  | 'NOT_ASKED'
  /** A word unknown to Switchboard. */
  | 'UNKNOWN';

/** Why an account’s part of an answer is not whole or not new; the codes of FAILED and STALE are those of `extensions.code` in errors. */
export type ReportCode =
  /** CAPPED or STALE: the operation has sent as many upstream requests as one may; the next page goes on from there. */
  | 'BUDGET_SPENT'
  /** SKIPPED: the vendor’s rows do not carry the value that a filter asks about, or a measure of a statistic, or the vendor lists no such rows. */
  | 'FILTER_ABSENT'
  /** FAILED: the header `x-freshness: only-if-cached` lets nothing be asked, and nothing young enough is remembered. */
  | 'NOT_CACHED'
  /** FAILED or STALE: no quota slot opens before the deadline; `retryAfterMs` says when one does. */
  | 'QUOTA_EXHAUSTED'
  /** CAPPED: too little was found within the vendor pages that one page may read, or the vendor does not give the rest of the list, after which `hasNextPage` is false. */
  | 'SCAN_CAP'
  /** FAILED or STALE: the vendor’s answer was cut short or was not what its documents describe. */
  | 'UPSTREAM_INVALID_RESPONSE'
  /** FAILED or STALE: the vendor said that too many requests came; a page with other accounts does not wait for its pause, and one without them no longer than the deadline. */
  | 'UPSTREAM_RATE_LIMITED'
  /** FAILED or STALE: the vendor refused the request as wrong. */
  | 'UPSTREAM_REJECTED'
  /** FAILED or STALE: the vendor did not answer in time, which is the time of one attempt where the page has other accounts, and the deadline where it has none or all are required. */
  | 'UPSTREAM_TIMEOUT'
  /** FAILED or STALE: the vendor refused the account’s credentials or their rights. */
  | 'UPSTREAM_UNAUTHORIZED'
  /** FAILED or STALE: the vendor answered with a fault of its own, broke off, or could not be reached. */
  | 'UPSTREAM_UNAVAILABLE';

/** How whole and how new an account’s part of an answer is. */
export type ReportState =
  /** The scan cap, the operation’s budget or a limit of the vendor ended the search early; the rows given are right and the next page goes on from there. Statistics go on in the background. */
  | 'CAPPED'
  /** Every matching row up to the end of this page is there. */
  | 'COMPLETE'
  /** The account was asked and could not answer in time; its rows are missing. */
  | 'FAILED'
  /** The account was not asked, because its rows do not carry the value that a filter asks about, or because its vendor lists no such rows and the filter names it. In statistics it may also be counted without a measure that its rows do not carry. */
  | 'SKIPPED'
  /** Nothing newer is available now: the rows are those of `asOf`, and `code` and `retryAfterMs` say why. It is an answer and no failure, also where all accounts are required. */
  | 'STALE';

/** A feeling in one word. */
export type SentimentLabel =
  /** Bad. */
  | 'NEGATIVE'
  /** Neither good nor bad. */
  | 'NEUTRAL'
  /** Good. */
  | 'POSITIVE'
  /** A word of the vendor that Switchboard does not know yet, or none; only `Neutral` is documented at Callcap. */
  | 'UNKNOWN';

/** Whether a wait kept the service level. */
export type ServiceLevelEvent =
  /** Not counted, for example because the end user left early. */
  | 'EXCLUDED'
  /** Answered within the target. */
  | 'IN_SERVICE_LEVEL'
  /** Not answered within the target. */
  | 'OUT_OF_SERVICE_LEVEL'
  /** A word unknown to Switchboard. */
  | 'UNKNOWN';

/** Who spoke a turn. */
export type Speaker =
  /** A human agent of the company. */
  | 'AGENT'
  /** An AI agent or a bot of the company. */
  | 'BOT'
  /** The person outside the company. */
  | 'CONTACT'
  /** The vendor does not say; always so at Allo-Media, which marks the leg and not the person. */
  | 'UNKNOWN';

/** How far a transfer has come; the vendor’s list is open. */
export type TransferStatus =
  /** Done. */
  | 'TRANSFERRED'
  /** On its way. */
  | 'TRANSFERRING'
  /** A word unknown to Switchboard. */
  | 'UNKNOWN';

/** Filters for agents that only TWIN has; every field given must hold, and within one list any value may. They leave out its bots. AgentFilter has the common ones. */
export type TwinAgentFilter = {
  /** The company, by TWIN’s number. */
  companyId?: string | number | null | undefined;
  /** The roles in TWIN’s words, as in `Agent.roles`. UNVERIFIED: the list of words. */
  role?: Array<string> | null | undefined;
};

/** Statuses of calls at UJET: the sixteen by which the vendor filters. */
export type UjetCallStatus =
  /** Connected by the company’s own telephony. */
  | 'ACTION_ONLY'
  /** Connected by the company’s own telephony, and finished. */
  | 'ACTION_ONLY_FINISHED'
  /** An agent was chosen. */
  | 'ASSIGNED'
  /** The two sides are talking. */
  | 'CONNECTED'
  /** The two sides are being connected. */
  | 'CONNECTING'
  /** Sent elsewhere, because the queue was full or closed. */
  | 'DEFLECTED'
  /** Ended by a fault; `UjetCallDetails.failReason` tells which. */
  | 'FAILED'
  /** Ended without a fault. */
  | 'FINISHED'
  /** Asked for, and being offered to agents. */
  | 'QUEUED'
  /** A failed call that was called back without a fault. */
  | 'RECOVERED'
  /** To be made later. */
  | 'SCHEDULED'
  /** The end user is still choosing in the menus. */
  | 'SELECTING'
  /** Being tried again with another telephony provider. */
  | 'SWITCHING'
  /** A word unknown to Switchboard, such as those of virtual agents and campaigns. */
  | 'UNKNOWN'
  /** The end user is leaving a voicemail. */
  | 'VOICEMAIL'
  /** A voicemail was left and opened by an agent. */
  | 'VOICEMAIL_READ'
  /** A voicemail was left that no agent has heard. */
  | 'VOICEMAIL_RECEIVED';

/** The types of call at UJET. UNVERIFIED: how the labels of answers and the class names of filters pair, which is partly inferred. */
export type UjetCallType =
  /** Handled by the company’s own telephony and only linked to the app. UNVERIFIED: its label in answers. */
  | 'ACTION_ONLY'
  /** Scheduled by an agent. UNVERIFIED: its label in answers. */
  | 'AGENT_SCHEDULED'
  /** From the company’s mobile app. */
  | 'APP_INBOUND'
  /** Scheduled in the company’s mobile app, and called by an agent. */
  | 'APP_SCHEDULED'
  /** From the end user’s telephone into the telephone menu. */
  | 'IVR_INBOUND'
  /** Dialled by an agent to an outside line. */
  | 'OUTBOUND'
  /** Words that Switchboard does not know yet, such as those of newer sorts. */
  | 'UNKNOWN'
  /** Asked for on the company’s web site, and called back. */
  | 'WEB_CALLBACK'
  /** Scheduled on the company’s web site, and called by an agent. */
  | 'WEB_SCHEDULED';

/** The products whose accounts Switchboard serves. */
export type Vendor =
  /** Allo-Media (uh!ive), read through the Activate API, which lists only calls whose processing has ended. */
  | 'ALLO_MEDIA'
  /** Callcap, read through its v2 calls search; agents and campaigns exist only inside calls. */
  | 'CALLCAP'
  /** TWIN, read through its analytics API for calls and through its neighbours for the rest. */
  | 'TWIN'
  /** UJET, also sold as Google Cloud CCAI Platform, read through its Manager API; by default one request a second per customer. */
  | 'UJET'
  /** Whippy, read through its v1 API. */
  | 'WHIPPY';

/** Filters for agents that only Whippy has; every field given must hold, and within one list any value may. They leave out its AI agents. AgentFilter has the common ones. */
export type WhippyAgentFilter = {
  /** The role of a user; `Agent.roles` has Whippy’s word. */
  role?: WhippyUserRole | null | undefined;
  /** The state of a user’s access. */
  state?: WhippyUserState | null | undefined;
};

/** What a user may do. */
export type WhippyUserRole =
  /** An administrator. */
  | 'ADMIN'
  /** Any other user. */
  | 'USER';

/** The state of a user’s access. */
export type WhippyUserState =
  /** Put away. */
  | 'ARCHIVED'
  /** Switched off. */
  | 'DISABLED'
  /** In use. */
  | 'ENABLED'
  /** Invited, and not accepted yet. */
  | 'INVITED'
  /** A word unknown to Switchboard. */
  | 'UNKNOWN';

export type AccountsQueryVariables = Exact<{ [key: string]: never; }>;


export type AccountsQuery = { accounts: Array<{ name: string, vendor: Vendor, state: AccountState, quota: { requests: number, windowMs: number, free: number, waiting: number, nextSlotInMs: number, pausedUntilAt: string | null }, capabilities: Array<{ noun: Noun, list: boolean, lookUp: boolean, filters: Array<{ filter: string, support: FilterSupport }> }> }> };

export type AgentsDayQueryVariables = Exact<{
  agentId: string | number;
  day: DateTimeRange;
}>;


export type AgentsDayQuery = { agent: { id: string, name: string | null, calls: { nodes: Array<{ id: string, direction: CallDirection | null, status: CallStatus, startedAt: string | null, durationSeconds: number | null, rating: number | null }>, accounts: Array<{ account: string, state: ReportState, code: ReportCode | null }> }, chats: { nodes: Array<{ id: string, status: ChatStatus, startedAt: string | null }>, accounts: Array<{ account: string, state: ReportState, code: ReportCode | null }> }, activities: { nodes: Array<{ id: string, type: AgentActivityType | null, startedAt: string | null, endedAt: string | null, durationSeconds: number | null }>, accounts: Array<{ account: string, state: ReportState, code: ReportCode | null }> } } | null };

export type AgentsHandlingQueryVariables = Exact<{
  shift: DateTimeRange;
}>;


export type AgentsHandlingQuery = { callStats: { isComplete: boolean, groups: Array<{ agent: { id: string, name: string | null } | null, measures: { count: number, handleSeconds: { count: number, average: number | null }, wrapUpSeconds: { average: number | null }, rating: { count: number, average: number | null } } }>, accounts: Array<{ account: string, state: ReportState, message: string | null, retryAfterMs: number | null }> } };

export type AgentsOverviewQueryVariables = Exact<{
  filter?: AgentFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type AgentsOverviewQuery = { agents: { totalCount: number | null, nodes: Array<{ id: string, accountName: string, name: string | null, kind: AgentKind | null, online: boolean | null, inWrapUp: boolean | null, statusUpdatedAt: string | null, status: { id: string, name: string | null, color: AgentStatusColor | null } | null, teams: Array<{ id: string, name: string | null }> | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, accounts: Array<{ account: string, state: ReportState, code: ReportCode | null, asOf: string | null }> } };

export type CallInFullQueryVariables = Exact<{
  id: string | number;
}>;


export type CallInFullQuery = { call: { id: string, vendor: Vendor, vendorId: string, direction: CallDirection | null, status: CallStatus, vendorStatus: string | null, startedAt: string | null, queuedAt: string | null, connectedAt: string | null, endedAt: string | null, scheduledAt: string | null, updatedAt: string | null, durationSeconds: number | null, queueSeconds: number | null, holdSeconds: number | null, from: string | null, to: string | null, language: string | null, rating: number | null, voicemail: boolean | null, recordingUrl: string | null, notes: string | null, outcome: string | null, revenue: number | null, price: number | null, offerType: string | null, account: { name: string, state: AccountState }, agent: { id: string, name: string | null } | null, virtualAgent: { alias: string | null } | null, campaign: { id: string, name: string | null } | null, menu: { id: string, name: string | null } | null, menuPath: { name: string | null, path: string | null, menus: Array<{ id: string }> | null } | null, contact: { id: string | null, externalId: string | null, crmId: string | null, name: string | null, phone: string | null, email: string | null } | null, sentiment: { label: SentimentLabel | null, satisfied: boolean | null, frustrated: boolean | null } | null, transcript: Array<{ speaker: Speaker | null, text: string | null, startSeconds: number | null }> | null, summary: { text: string | null } | null, tags: Array<{ label: string | null, value: string | null, confidence: number | null }> | null, photos: Array<{ vendorId: string | null, url: string | null }> | null, videos: Array<{ vendorId: string | null, url: string | null }> | null, transfers: Array<{ vendorId: string | null, status: TransferStatus | null, failReason: CallFailReason | null, createdAt: string | null, connectedAt: string | null, durationSeconds: number | null, waitSeconds: number | null, fromMenuPath: { name: string | null, path: string | null, menus: Array<{ id: string }> | null } | null, toMenuPath: { name: string | null, path: string | null, menus: Array<{ id: string }> | null } | null, fromAgent: { id: string, name: string | null } | null, toAgent: { id: string, name: string | null } | null }> | null, handleDurations: Array<{ startedAt: string | null, endedAt: string | null, handleSeconds: number | null, afterWorkSeconds: number | null, holdSeconds: number | null, event: DurationEvent | null, agent: { id: string } | null }> | null, queueDurations: Array<{ startedAt: string | null, endedAt: string | null, queueSeconds: number | null, serviceLevelEvent: ServiceLevelEvent | null, serviceLevelTargetPercent: number | null, serviceLevelTargetSeconds: number | null, event: DurationEvent | null }> | null, participants: Array<{ type: ParticipantType | null, status: ParticipantStatus | null, connectedAt: string | null, endedAt: string | null, durationSeconds: number | null, holdSeconds: number | null, failReason: CallFailReason | null, agent: { id: string } | null, contact: { id: string | null } | null }> | null, offerEvents: Array<{ castAt: string | null, group: string | null }> | null, details:
      | { __typename: 'AlloMediaCallDetails' }
      | { __typename: 'CallcapCallDetails' }
      | { __typename: 'TwinCallDetails' }
      | { __typename: 'UjetCallDetails', callUuid: string | null, callType: UjetCallType | null, vendorCallType: string | null, vendorSessionType: string | null, callStatus: UjetCallStatus | null, subStatus: string | null, assignedAt: string | null, waitSeconds: number | null, hasFeedback: boolean | null, verified: boolean | null, voipProvider: string | null, ticketId: string | null, ticketUrl: string | null, recordingPermission: RecordingPermission | null, voicemailReason: string | null, deflection: Deflection | null, disconnectedBy: DisconnectedBy | null, finishReason: string | null, failReason: CallFailReason | null, failDetails: string | null, adapterFailCode: number | null, adapterFailMessage: string | null, supportNumber: string | null, outboundNumber: string | null, answerType: AnswerType | null, waitTimeSms: Array<unknown> | null, inCallSms: Array<unknown> | null, parentCall: { id: string } | null, deflections: Array<{ deflection: Deflection | null, fromMenuPath: { name: string | null, path: string | null, menus: Array<{ id: string }> | null } | null }> | null }
      | { __typename: 'WhippyCallDetails' }
     | null } | null };

export type PathFragment = { name: string | null, path: string | null, menus: Array<{ id: string }> | null };

export type CallsByHourQueryVariables = Exact<{
  today: DateTimeRange;
  timeZone?: string;
}>;


export type CallsByHourQuery = { callStats: { isComplete: boolean, coveredFrom: string | null, total: { count: number, byStatus: Array<{ status: CallStatus, count: number }> }, groups: Array<{ startsAt: string | null, endsAt: string | null, vendor: Vendor | null, measures: { count: number, durationSeconds: { count: number, average: number | null, p90: number | null } } }>, accounts: Array<{ account: string, state: ReportState, code: ReportCode | null, retryAfterMs: number | null }> } };

export type CallsOfNumberQueryVariables = Exact<{
  number: string;
  period: DateTimeRange;
}>;


export type CallsOfNumberQuery = { made: { nodes: Array<{ id: string, vendor: Vendor, accountName: string, direction: CallDirection | null, status: CallStatus, startedAt: string | null, from: string | null, to: string | null, agent: { id: string, name: string | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, accounts: Array<{ account: string, state: ReportState, code: ReportCode | null, message: string | null }> }, got: { nodes: Array<{ id: string, vendor: Vendor, accountName: string, direction: CallDirection | null, status: CallStatus, startedAt: string | null, from: string | null, to: string | null, agent: { id: string, name: string | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, accounts: Array<{ account: string, state: ReportState, code: ReportCode | null, message: string | null }> } };

export type NumberPageFragment = { nodes: Array<{ id: string, vendor: Vendor, accountName: string, direction: CallDirection | null, status: CallStatus, startedAt: string | null, from: string | null, to: string | null, agent: { id: string, name: string | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, accounts: Array<{ account: string, state: ReportState, code: ReportCode | null, message: string | null }> };

export type CampaignProgressQueryVariables = Exact<{
  campaignId: string | number;
  after?: string | null | undefined;
}>;


export type CampaignProgressQuery = { campaign: { id: string, name: string | null, status: CampaignStatus, mode: CampaignMode | null, startsAt: string | null, endsAt: string | null, targetCount: number | null, menu: { id: string, name: string | null } | null, contactStats: { contacts: number | null, remaining: number | null, upcoming: number | null, dialing: number | null, queued: number | null, connected: number | null, finished: number | null, completed: number | null, reached: number | null, notReached: number | null, abandonedByContact: number | null, doNotCall: number | null, others: Array<{ label: string, count: number | null }> } | null, contacts: { nodes: Array<{ externalId: string | null, name: string | null, phone: string | null, status: CampaignContactStatus | null, vendorStatus: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, accounts: Array<{ account: string, state: ReportState, code: ReportCode | null, message: string | null }> } } | null };

export type LastHourQueryVariables = Exact<{
  lastHour: DateTimeRange;
  after?: string | null | undefined;
}>;


export type LastHourQuery = { calls: { edges: Array<{ cursor: string, node: { id: string, vendor: Vendor, status: CallStatus, direction: CallDirection | null, startedAt: string | null, durationSeconds: number | null, outcome: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, accounts: Array<{ account: string, vendor: Vendor, state: ReportState, code: ReportCode | null, message: string | null, retryAfterMs: number | null, asOf: string | null, rows: number, upstreamRequests: number }> } };

export type MenuTreeQueryVariables = Exact<{
  language?: string | null | undefined;
}>;


export type MenuTreeQuery = { menuTree: { nodes: Array<{ id: string, name: string | null, position: number | null, children: Array<{ id: string, name: string | null, position: number | null, children: Array<{ id: string, name: string | null, position: number | null }> | null }> | null }>, accounts: Array<{ account: string, state: ReportState, code: ReportCode | null }> } };

export type TreeMenuFragment = { id: string, name: string | null, position: number | null };

export type QueueNowQueryVariables = Exact<{
  menuIds: Array<string | number> | string | number;
  lastHours: DateTimeRange;
}>;


export type QueueNowQuery = { currentMenuStatuses: { nodes: Array<{ queuedCount: number | null, longestQueueSeconds: number | null, availableAgentCount: number | null, menu: { id: string, name: string | null } | null }>, accounts: Array<{ account: string, state: ReportState, asOf: string | null, retryAfterMs: number | null }> }, calls: { nodes: Array<{ id: string, status: CallStatus, queuedAt: string | null, queueSeconds: number | null, agent: { id: string, name: string | null } | null }>, accounts: Array<{ account: string, state: ReportState, code: ReportCode | null }> } };

export type ServiceLevelsNowQueryVariables = Exact<{ [key: string]: never; }>;


export type ServiceLevelsNowQuery = { calls: { nodes: Array<{ servicePercent: number | null, menu: { id: string } | null, menuPath: { name: string | null } | null }>, accounts: Array<{ account: string, state: ReportState, code: ReportCode | null, asOf: string | null, retryAfterMs: number | null }> }, chats: { nodes: Array<{ queueGroup: string | null, servicePercent: number | null }>, accounts: Array<{ account: string, state: ReportState, code: ReportCode | null, asOf: string | null, retryAfterMs: number | null }> } };

export type TodaysCallsQueryVariables = Exact<{
  today: DateTimeRange;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TodaysCallsQuery = { calls: { nodes: Array<{ id: string, vendor: Vendor, accountName: string, direction: CallDirection | null, status: CallStatus, startedAt: string | null, durationSeconds: number | null, from: string | null, to: string | null, agent: { id: string, name: string | null, avatarUrl: string | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, accounts: Array<{ account: string, state: ReportState, code: ReportCode | null, message: string | null, retryAfterMs: number | null }> } };

export type WaitsByMenuQueryVariables = Exact<{
  day: DateTimeRange;
}>;


export type WaitsByMenuQuery = { callStats: { isComplete: boolean, coveredFrom: string | null, groups: Array<{ menu: { id: string, name: string | null } | null, measures: { count: number, queueSeconds: { count: number, p50: number | null, p90: number | null, maximum: number | null }, serviceLevelEvents: Array<{ event: ServiceLevelEvent, count: number }> } }> }, chatStats: { isComplete: boolean, coveredFrom: string | null, groups: Array<{ menu: { id: string, name: string | null } | null, measures: { count: number, queueSeconds: { count: number, p90: number | null } } }> } };

export type WatchCallsByStatusSubscriptionVariables = Exact<{
  lastHour: DateTimeRange;
}>;


export type WatchCallsByStatusSubscription = { callStats: { isComplete: boolean, total: { count: number }, groups: Array<{ status: CallStatus | null, measures: { count: number } }>, accounts: Array<{ account: string, state: ReportState, asOf: string | null }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const PathFragmentDoc = new TypedDocumentString(`
    fragment Path on MenuPath {
  name
  path
  menus {
    id
  }
}
    `, {"fragmentName":"Path"}) as unknown as TypedDocumentString<PathFragment, unknown>;
export const NumberPageFragmentDoc = new TypedDocumentString(`
    fragment NumberPage on CallConnection {
  nodes {
    id
    vendor
    accountName
    direction
    status
    startedAt
    from
    to
    agent {
      id
      name
    }
  }
  pageInfo {
    hasNextPage
    endCursor
  }
  accounts {
    account
    state
    code
    message
  }
}
    `, {"fragmentName":"NumberPage"}) as unknown as TypedDocumentString<NumberPageFragment, unknown>;
export const TreeMenuFragmentDoc = new TypedDocumentString(`
    fragment TreeMenu on MenuTreeNode {
  id
  name
  position
}
    `, {"fragmentName":"TreeMenu"}) as unknown as TypedDocumentString<TreeMenuFragment, unknown>;
export const AccountsDocument = new TypedDocumentString(`
    query Accounts {
  accounts {
    name
    vendor
    state
    quota {
      requests
      windowMs
      free
      waiting
      nextSlotInMs
      pausedUntilAt
    }
    capabilities {
      noun
      list
      lookUp
      filters {
        filter
        support
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AccountsQuery, AccountsQueryVariables>;
export const AgentsDayDocument = new TypedDocumentString(`
    query AgentsDay($agentId: ID!, $day: DateTimeRange!) {
  agent(id: $agentId) {
    id
    name
    calls(filter: {startedAt: $day}, first: 100) {
      nodes {
        id
        direction
        status
        startedAt
        durationSeconds
        rating
      }
      accounts {
        account
        state
        code
      }
    }
    chats(filter: {startedAt: $day}, first: 100) {
      nodes {
        id
        status
        startedAt
      }
      accounts {
        account
        state
        code
      }
    }
    activities(filter: {startedAt: $day}, first: 100) {
      nodes {
        id
        type
        startedAt
        endedAt
        durationSeconds
      }
      accounts {
        account
        state
        code
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AgentsDayQuery, AgentsDayQueryVariables>;
export const AgentsHandlingDocument = new TypedDocumentString(`
    query AgentsHandling($shift: DateTimeRange!) {
  callStats(filter: {startedAt: $shift}, groupBy: [AGENT]) {
    groups {
      agent {
        id
        name
      }
      measures {
        count
        handleSeconds {
          count
          average
        }
        wrapUpSeconds {
          average
        }
        rating {
          count
          average
        }
      }
    }
    isComplete
    accounts {
      account
      state
      message
      retryAfterMs
    }
  }
}
    `) as unknown as TypedDocumentString<AgentsHandlingQuery, AgentsHandlingQueryVariables>;
export const AgentsOverviewDocument = new TypedDocumentString(`
    query AgentsOverview($filter: AgentFilter, $after: String) {
  agents(filter: $filter, first: 100, after: $after) {
    nodes {
      id
      accountName
      name
      kind
      online
      inWrapUp
      status {
        id
        name
        color
      }
      statusUpdatedAt
      teams {
        id
        name
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
    accounts {
      account
      state
      code
      asOf
    }
  }
}
    `) as unknown as TypedDocumentString<AgentsOverviewQuery, AgentsOverviewQueryVariables>;
export const CallInFullDocument = new TypedDocumentString(`
    query CallInFull($id: ID!) {
  call(id: $id) {
    id
    vendor
    account {
      name
      state
    }
    vendorId
    direction
    status
    vendorStatus
    startedAt
    queuedAt
    connectedAt
    endedAt
    scheduledAt
    updatedAt
    durationSeconds
    queueSeconds
    holdSeconds
    from
    to
    language
    agent {
      id
      name
    }
    virtualAgent {
      alias
    }
    campaign {
      id
      name
    }
    menu {
      id
      name
    }
    menuPath {
      ...Path
    }
    contact {
      id
      externalId
      crmId
      name
      phone
      email
    }
    rating
    sentiment {
      label
      satisfied
      frustrated
    }
    voicemail
    recordingUrl
    transcript {
      speaker
      text
      startSeconds
    }
    summary {
      text
    }
    notes
    tags {
      label
      value
      confidence
    }
    outcome
    revenue
    price
    photos {
      vendorId
      url
    }
    videos {
      vendorId
      url
    }
    transfers {
      vendorId
      status
      failReason
      createdAt
      connectedAt
      durationSeconds
      waitSeconds
      fromMenuPath {
        ...Path
      }
      toMenuPath {
        ...Path
      }
      fromAgent {
        id
        name
      }
      toAgent {
        id
        name
      }
    }
    handleDurations {
      agent {
        id
      }
      startedAt
      endedAt
      handleSeconds
      afterWorkSeconds
      holdSeconds
      event
    }
    queueDurations {
      startedAt
      endedAt
      queueSeconds
      serviceLevelEvent
      serviceLevelTargetPercent
      serviceLevelTargetSeconds
      event
    }
    participants {
      type
      status
      agent {
        id
      }
      contact {
        id
      }
      connectedAt
      endedAt
      durationSeconds
      holdSeconds
      failReason
    }
    offerType
    offerEvents {
      castAt
      group
    }
    details {
      __typename
      ... on UjetCallDetails {
        callUuid
        parentCall {
          id
        }
        callType
        vendorCallType
        vendorSessionType
        callStatus
        subStatus
        assignedAt
        waitSeconds
        hasFeedback
        verified
        voipProvider
        ticketId
        ticketUrl
        recordingPermission
        voicemailReason
        deflection
        deflections {
          deflection
          fromMenuPath {
            ...Path
          }
        }
        disconnectedBy
        finishReason
        failReason
        failDetails
        adapterFailCode
        adapterFailMessage
        supportNumber
        outboundNumber
        answerType
        waitTimeSms
        inCallSms
      }
    }
  }
}
    fragment Path on MenuPath {
  name
  path
  menus {
    id
  }
}`) as unknown as TypedDocumentString<CallInFullQuery, CallInFullQueryVariables>;
export const CallsByHourDocument = new TypedDocumentString(`
    query CallsByHour($today: DateTimeRange!, $timeZone: TimeZone! = "America/Chicago") {
  callStats(
    filter: {startedAt: $today}
    groupBy: [VENDOR]
    interval: HOUR
    timeZone: $timeZone
  ) {
    total {
      count
      byStatus {
        status
        count
      }
    }
    groups {
      startsAt
      endsAt
      vendor
      measures {
        count
        durationSeconds {
          count
          average
          p90
        }
      }
    }
    isComplete
    coveredFrom
    accounts {
      account
      state
      code
      retryAfterMs
    }
  }
}
    `) as unknown as TypedDocumentString<CallsByHourQuery, CallsByHourQueryVariables>;
export const CallsOfNumberDocument = new TypedDocumentString(`
    query CallsOfNumber($number: PhoneNumber!, $period: DateTimeRange!) {
  made: calls(filter: {from: [$number], startedAt: $period}, first: 50) {
    ...NumberPage
  }
  got: calls(filter: {to: [$number], startedAt: $period}, first: 50) {
    ...NumberPage
  }
}
    fragment NumberPage on CallConnection {
  nodes {
    id
    vendor
    accountName
    direction
    status
    startedAt
    from
    to
    agent {
      id
      name
    }
  }
  pageInfo {
    hasNextPage
    endCursor
  }
  accounts {
    account
    state
    code
    message
  }
}`) as unknown as TypedDocumentString<CallsOfNumberQuery, CallsOfNumberQueryVariables>;
export const CampaignProgressDocument = new TypedDocumentString(`
    query CampaignProgress($campaignId: ID!, $after: String) {
  campaign(id: $campaignId) {
    id
    name
    status
    mode
    startsAt
    endsAt
    menu {
      id
      name
    }
    targetCount
    contactStats {
      contacts
      remaining
      upcoming
      dialing
      queued
      connected
      finished
      completed
      reached
      notReached
      abandonedByContact
      doNotCall
      others {
        label
        count
      }
    }
    contacts(first: 100, after: $after) {
      nodes {
        externalId
        name
        phone
        status
        vendorStatus
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      accounts {
        account
        state
        code
        message
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CampaignProgressQuery, CampaignProgressQueryVariables>;
export const LastHourDocument = new TypedDocumentString(`
    query LastHour($lastHour: DateTimeRange!, $after: String) {
  calls(filter: {startedAt: $lastHour}, first: 200, after: $after) {
    edges {
      cursor
      node {
        id
        vendor
        status
        direction
        startedAt
        durationSeconds
        outcome
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    accounts {
      account
      vendor
      state
      code
      message
      retryAfterMs
      asOf
      rows
      upstreamRequests
    }
  }
}
    `) as unknown as TypedDocumentString<LastHourQuery, LastHourQueryVariables>;
export const MenuTreeDocument = new TypedDocumentString(`
    query MenuTree($language: String) {
  menuTree(menuType: IVR, language: $language) {
    nodes {
      ...TreeMenu
      children {
        ...TreeMenu
        children {
          ...TreeMenu
        }
      }
    }
    accounts {
      account
      state
      code
    }
  }
}
    fragment TreeMenu on MenuTreeNode {
  id
  name
  position
}`) as unknown as TypedDocumentString<MenuTreeQuery, MenuTreeQueryVariables>;
export const QueueNowDocument = new TypedDocumentString(`
    query QueueNow($menuIds: [ID!]!, $lastHours: DateTimeRange!) {
  currentMenuStatuses(filter: {menuIds: $menuIds}) {
    nodes {
      menu {
        id
        name
      }
      queuedCount
      longestQueueSeconds
      availableAgentCount
    }
    accounts {
      account
      state
      asOf
      retryAfterMs
    }
  }
  calls(
    filter: {menuIds: $menuIds, startedAt: $lastHours, status: [QUEUED, RINGING, IN_PROGRESS]}
    first: 100
  ) {
    nodes {
      id
      status
      queuedAt
      queueSeconds
      agent {
        id
        name
      }
    }
    accounts {
      account
      state
      code
    }
  }
}
    `) as unknown as TypedDocumentString<QueueNowQuery, QueueNowQueryVariables>;
export const ServiceLevelsNowDocument = new TypedDocumentString(`
    query ServiceLevelsNow {
  calls: serviceLevels(channel: CALL, minutes: 15, groupBy: MENU) {
    nodes {
      menu {
        id
      }
      menuPath {
        name
      }
      servicePercent
    }
    accounts {
      account
      state
      code
      asOf
      retryAfterMs
    }
  }
  chats: serviceLevels(channel: CHAT, minutes: 15, groupBy: QUEUE_GROUP) {
    nodes {
      queueGroup
      servicePercent
    }
    accounts {
      account
      state
      code
      asOf
      retryAfterMs
    }
  }
}
    `) as unknown as TypedDocumentString<ServiceLevelsNowQuery, ServiceLevelsNowQueryVariables>;
export const TodaysCallsDocument = new TypedDocumentString(`
    query TodaysCalls($today: DateTimeRange!, $first: Int = 50, $after: String) {
  calls(filter: {startedAt: $today}, first: $first, after: $after) {
    nodes {
      id
      vendor
      accountName
      direction
      status
      startedAt
      durationSeconds
      from
      to
      agent {
        id
        name
        avatarUrl
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    accounts {
      account
      state
      code
      message
      retryAfterMs
    }
  }
}
    `) as unknown as TypedDocumentString<TodaysCallsQuery, TodaysCallsQueryVariables>;
export const WaitsByMenuDocument = new TypedDocumentString(`
    query WaitsByMenu($day: DateTimeRange!) {
  callStats(filter: {startedAt: $day, vendors: [UJET]}, groupBy: [MENU]) {
    groups {
      menu {
        id
        name
      }
      measures {
        count
        queueSeconds {
          count
          p50
          p90
          maximum
        }
        serviceLevelEvents {
          event
          count
        }
      }
    }
    isComplete
    coveredFrom
  }
  chatStats(filter: {startedAt: $day, vendors: [UJET]}, groupBy: [MENU]) {
    groups {
      menu {
        id
        name
      }
      measures {
        count
        queueSeconds {
          count
          p90
        }
      }
    }
    isComplete
    coveredFrom
  }
}
    `) as unknown as TypedDocumentString<WaitsByMenuQuery, WaitsByMenuQueryVariables>;
export const WatchCallsByStatusDocument = new TypedDocumentString(`
    subscription WatchCallsByStatus($lastHour: DateTimeRange!) {
  callStats(filter: {startedAt: $lastHour}, groupBy: [STATUS]) {
    total {
      count
    }
    groups {
      status
      measures {
        count
      }
    }
    isComplete
    accounts {
      account
      state
      asOf
    }
  }
}
    `) as unknown as TypedDocumentString<WatchCallsByStatusSubscription, WatchCallsByStatusSubscriptionVariables>;
// Accounts: state, quota and capabilities.
import type {
  AccountView,
  Capability as CapabilityView,
  FilterSupport as Support,
  QuotaView,
} from '../../gather/account.ts'
import { builder } from '../schema/builder.ts'
import { rowFields, rowType } from '../schema/row-type.ts'
import { enumOf } from '../schema/enum.ts'
import { withoutNulls } from '../schema/list-field.ts'
import { AccountFilter, SortDirection, Vendor } from '../schema/inputs.ts'

export const Noun = enumOf('Noun', 'Kinds of rows in this graph, for example in `Capability.noun`.', {
  CALL: 'Telephone calls.',
  AGENT: 'Human agents, AI agents and bots.',
  CHAT: 'Chats and other text conversations.',
  EMAIL: 'E-mails handled by agents.',
  MENU: 'Menus, which are also the queues.',
  TEAM: 'Teams of agents.',
  CAMPAIGN: 'Campaigns.',
  AGENT_STATUS: 'The definitions of the statuses an agent may be in.',
  AGENT_ACTIVITY: 'The log of what agents did.',
  CAMPAIGN_CONTACT: 'The people a campaign is to reach.',
  CURRENT_AGENT_STATUS: 'The status each signed-in agent is in at this moment.',
  MENU_TREE: 'The menus as trees.',
  TEAM_TREE: 'The teams as trees.',
  CURRENT_MENU_STATUS: 'The menus in which someone waits at this moment.',
  SERVICE_LEVEL: 'Service levels of the last minutes.',
  OPERATION_HOURS: 'The opening hours of menus.',
})

const AccountState = enumOf('AccountState', 'Whether an account can answer.', {
  UP: 'The last request succeeded, or none has been sent yet.',
  DEGRADED:
    'The last request failed, the vendor has asked for a pause, or it refuses a noun to these credentials; answers may come late or from memory.',
  DOWN: 'The vendor keeps failing or refuses the credentials; it is asked now and then whether it is back, and answers come from memory only.',
})

const FilterSupport = enumOf<Support>('FilterSupport', 'How far an account supports a filter.', {
  EXACT: 'The vendor returns exactly the rows that match.',
  POST_FILTERED:
    'The vendor returns more rows than match, and Switchboard filters them. A rare value may need several vendor pages.',
  NONE: 'The vendor’s rows lack the value. The account is skipped, and its report says so.',
})

const FilterCapability = rowType<CapabilityView['filters'][number]>()('FilterCapability', {
  description: 'How far one account supports one filter.',
  fields: {
    filter: [
      'String',
      'The filter as it is named in the filter input, for example `durationSeconds`.',
      { nullable: false },
    ],
    support: [FilterSupport, 'Whether the vendor filters or Switchboard does.', { nullable: false }],
  },
})

const OrderCapability = rowType<CapabilityView['orders'][number]>()('OrderCapability', {
  description: 'One order that an account can serve.',
  fields: {
    field: [
      'String',
      'The order field, spelt as in the noun’s order input, for example `STARTED_AT`.',
      { nullable: false },
    ],
    directions: [[SortDirection], 'The directions the field can be ordered in.', { nullable: false }],
  },
})

const Capability = rowType<CapabilityView>()('Capability', {
  description: 'What one account supports for one kind of row: look-ups, filters, orders, page sizes.',
  fields: {
    noun: [Noun, 'The kind of row.', { nullable: false }],
    list: ['Boolean', 'Whether the account lists such rows.', { nullable: false }],
    lookUp: ['Boolean', 'Whether the account fetches such rows by id.', { nullable: false }],
    idsPerRequest: [
      'Int',
      'How many ids one upstream request can look up. Null when the vendor takes no list of ids.',
    ],
    pageMaximum: ['Int', 'The most rows in one upstream request, null when the vendor does not page them.'],
    total: [
      'Boolean',
      'Whether the vendor gives an exact total when it filters exactly.',
      { nullable: false },
    ],
    filters: [[FilterCapability], 'How far the account supports each filter.', { nullable: false }],
    orders: [[OrderCapability], 'The orders that can be asked for.', { nullable: false }],
  },
})

const Quota = builder.objectRef<QuotaView>('Quota').implement({
  description:
    'The request budget of one account; accounts of one host share theirs, and so does every client.',
  fields: (t) => ({
    ...rowFields(t, {
      requests: ['Int', 'How many requests the account may send within one window.', { nullable: false }],
      windowMs: ['Int', 'The length of one window.', { nullable: false, unit: 'milliseconds' }],
      usedLastMinute: [
        'Int',
        'How many requests this instance sent within the last 60 seconds, for all clients and sign-ins.',
        { nullable: false },
      ],
      free: ['Int', 'How many requests could be sent at this moment without waiting.', { nullable: false }],
      waiting: ['Int', 'How many requests wait for a slot.', { nullable: false }],
    }),
    nextSlotInMs: t.field({
      type: 'Int',
      nullable: false,
      unit: 'milliseconds',
      description: 'How long a request made now would wait for its slot; 0 when one is free.',
      resolve: ({ nextSlotInMs }) => Math.ceil(nextSlotInMs),
    }),
    ...rowFields(t, {
      pausedUntilAt: ['DateTime', 'Until when the vendor has paused the account, null when it has not.'],
      shared: ['Boolean', 'Whether the slots are shared with other instances.', { nullable: false }],
    }),
  }),
})

export const Account = rowType<AccountView>()('Account', {
  description: 'One set of credentials at one vendor; its name is part of every global id.',
  fields: {
    name: [
      'String',
      'The name the operator gave the account, in lower-case letters, digits and hyphens, for example `emea-2`.',
      { nullable: false },
    ],
    vendor: [Vendor, 'The vendor the account belongs to.', { nullable: false }],
    state: [
      AccountState,
      'Whether the account can answer at this moment.',
      { nullable: false, momentary: true },
    ],
    stateSinceAt: [
      'DateTime',
      'Since when the account has been in this state; the start of the process at the earliest.',
      { nullable: false, momentary: true },
    ],
    timeZone: [
      'TimeZone',
      'The time zone in which the account counts its days, a setting of the operator for Callcap; null for vendors that know instants only.',
    ],
    quota: [
      Quota,
      'How many requests the account may send and when the next may go.',
      { nullable: false, momentary: true },
    ],
    capabilities: [
      [Capability],
      'What the account supports, one entry for each kind of row.',
      { nullable: false, momentary: true },
    ],
  },
})

builder.queryField('accounts', (t) =>
  t.field({
    type: [Account],
    nullable: false,
    description:
      'The configured accounts, in the order of the setting `ACCOUNTS`. Sends no upstream request.',
    args: {
      filter: t.arg({ type: AccountFilter, description: 'Which accounts to list; all of them when absent.' }),
    },
    resolve: (_, { filter }, { gather, ask }) => gather.accounts(withoutNulls(filter ?? {}), ask.viewer),
  }),
)

// Every noun can be listed, and its filters and orders say what they are called.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AgentActivity } from '../../src/domain/agent-activity.ts'
import type { Agent } from '../../src/domain/agent.ts'
import type { CampaignContact } from '../../src/domain/campaign-contact.ts'
import type { Campaign } from '../../src/domain/campaign.ts'
import type { Chat } from '../../src/domain/chat.ts'
import type { CurrentAgentStatus } from '../../src/domain/current-agent-status.ts'
import type { CurrentMenuStatus } from '../../src/domain/current-menu-status.ts'
import type { Email } from '../../src/domain/email.ts'
import type { Lists } from '../../src/domain/lists.ts'
import type { Noun } from '../../src/domain/noun.ts'
import type { Menu } from '../../src/domain/menu.ts'
import type { Team } from '../../src/domain/team.ts'
import { identify, place } from '../../src/domain/id.ts'
import type { VendorKey } from '../../src/domain/vendor.ts'
import { LISTS } from '../../src/domain/lists.ts'
import { NOUNS } from '../../src/domain/noun.ts'
import { byIndex, newestFirst } from '../../src/domain/order.ts'

const account = { name: 'ujet', vendor: 'UJET' } as const
const stub = { agent: identify('AGENT', account, '7'), menu: identify('MENU', account, '8') }
const status = identify('AGENT_STATUS', account, '-2')
const contact = { id: 'contact:ujet:5' }

test('every noun can be listed, and channels are read inside other rows', () => {
  assert.deepEqual(Object.keys(LISTS).toSorted(), [...NOUNS, 'CHANNEL'].toSorted())
})

test('events are read page by page and newest first, everything else whole', () => {
  const events = NOUNS.filter((noun) => LISTS[noun].read === 'PAGES')
  assert.deepEqual(events, ['CALL', 'CHAT', 'EMAIL', 'AGENT_ACTIVITY'])
  for (const noun of events) assert.equal(LISTS[noun].byDefault, newestFirst)
})

test("rows without a global id stand in the vendor's order", () => {
  const placed = NOUNS.filter((noun) => LISTS[noun].byDefault === byIndex)
  assert.deepEqual(placed, [
    'CAMPAIGN_CONTACT',
    'CURRENT_AGENT_STATUS',
    'MENU_TREE',
    'TEAM_TREE',
    'CURRENT_MENU_STATUS',
    'SERVICE_LEVEL',
    'OPERATION_HOURS',
  ])
})

type Examples<N extends Noun> = {
  [K in Exclude<keyof Lists[N]['filter'], VendorKey>]-?: readonly [
    Lists[N]['row'],
    NonNullable<Lists[N]['filter'][K]>,
    NonNullable<Lists[N]['filter'][K]>,
  ]
}

/** For every key of the noun's filter: a row, a value that keeps it and one that drops it. */
function check<N extends Noun>(noun: N, examples: Examples<N>) {
  test(`the filters of ${noun} keep rows that have the value and drop those that have not`, () => {
    const { predicates } = LISTS[noun]
    assert.deepEqual(Object.keys(examples).toSorted(), Object.keys(predicates).toSorted())
    for (const key of Object.keys(examples) as (keyof Examples<N>)[]) {
      const [row, good, bad] = examples[key]
      assert.equal(predicates[key](row, good), true, `${String(key)} keeps`)
      assert.equal(predicates[key](row, bad), false, `${String(key)} drops`)
    }
  })
}

const agent: Agent = {
  ...stub.agent,
  kind: 'HUMAN',
  name: 'José  Ruiz',
  email: 'Jose@Example.com',
  agentNumber: '0042',
  status,
  online: false,
  inWrapUp: true,
  location: 'Wichita',
  lastLoginAt: 10,
  statusUpdatedAt: 20,
  callCount: 3,
  chatCount: 0,
}
check('AGENT_STATUS', { ids: [status, ['agent-status:ujet:-2'], ['agent-status:ujet:2']] })

check('AGENT', {
  ids: [agent, ['agent:ujet:7'], ['agent:ujet:77']],
  name: [agent, 'JOSE r', 'jose s'],
  email: [agent, ['ana@example.com', 'jose@example.com'], ['jose@example']],
  kind: [agent, ['HUMAN'], ['AI']],
  agentNumber: [agent, ['0042'], ['42']],
  statusIds: [agent, ['agent-status:ujet:-2'], ['agent-status:ujet:2']],
  online: [agent, false, true],
  inWrapUp: [agent, true, false],
  location: [agent, ['Wichita'], ['Lisbon']],
  lastLoginAt: [agent, { from: 10 }, { to: 10 }],
  statusUpdatedAt: [agent, { from: 20 }, { to: 20 }],
  callCount: [agent, { to: 3 }, { from: 4 }],
  chatCount: [agent, { to: 0 }, { from: 1 }],
})

const activity: AgentActivity = {
  ...identify('AGENT_ACTIVITY', account, '1'),
  type: 'LOGIN',
  agent: stub.agent,
  actor: identify('AGENT', account, '9'),
  startedAt: 10,
  endedAt: 20,
  durationSeconds: 10,
  call: identify('CALL', account, '3'),
  chat: identify('CHAT', account, '3'),
}
check('AGENT_ACTIVITY', {
  ids: [activity, ['agent-activity:ujet:1'], ['agent-activity:ujet:2']],
  agentIds: [activity, ['agent:ujet:7'], ['agent:ujet:9']],
  actorIds: [activity, ['agent:ujet:9'], ['agent:ujet:7']],
  type: [activity, ['LOGIN'], ['LOGOUT']],
  startedAt: [activity, { from: 10 }, { to: 10 }],
  endedAt: [activity, { from: 20 }, { to: 20 }],
  durationSeconds: [activity, { to: 10 }, { to: 9 }],
  callIds: [activity, ['call:ujet:3'], ['chat:ujet:3']],
  chatIds: [activity, ['chat:ujet:3'], ['call:ujet:3']],
})

const chat: Chat = {
  ...identify('CHAT', account, '1'),
  ...stub,
  contact,
  type: 'SMS',
  status: 'FINISHED',
  failReason: 'NONE',
  verified: true,
  language: 'fr-CA',
  startedAt: 1,
  assignedAt: 2,
  endedAt: 3,
  updatedAt: 4,
  firstMessageAt: 5,
  lastMessageAt: 6,
  rating: 5,
  durationSeconds: 7,
  waitSeconds: 8,
  queueSeconds: 9,
  messageCount: 10,
  averageResponseSeconds: 1.5,
  longestResponseSeconds: 12,
}
check('CHAT', {
  ids: [chat, ['chat:ujet:1'], ['call:ujet:1']],
  startedAt: [chat, { from: 1 }, { to: 1 }],
  assignedAt: [chat, { from: 2 }, { to: 2 }],
  endedAt: [chat, { from: 3 }, { to: 3 }],
  updatedAt: [chat, { from: 4 }, { to: 4 }],
  firstMessageAt: [chat, { from: 5 }, { to: 5 }],
  lastMessageAt: [chat, { from: 6 }, { to: 6 }],
  rating: [chat, { from: 5 }, { to: 4 }],
  durationSeconds: [chat, { to: 7 }, { to: 6 }],
  waitSeconds: [chat, { to: 8 }, { to: 7 }],
  queueSeconds: [chat, { to: 9 }, { to: 8 }],
  messageCount: [chat, { to: 10 }, { to: 9 }],
  averageResponseSeconds: [chat, { to: 1.5 }, { to: 1 }],
  longestResponseSeconds: [chat, { to: 12 }, { to: 11 }],
  agentIds: [chat, ['agent:ujet:7'], ['agent:ujet:8']],
  contactIds: [chat, ['contact:ujet:5'], ['contact:ujet:6']],
  menuIds: [chat, ['menu:ujet:8'], ['menu:ujet:7']],
  type: [chat, ['SMS'], ['WHATSAPP']],
  status: [chat, ['FINISHED'], ['FAILED']],
  verified: [chat, true, false],
  failReason: [chat, ['NONE'], ['EXPIRED']],
  language: [chat, ['FR'], ['fr-FR']],
})

const email: Email = {
  ...identify('EMAIL', account, '1'),
  ...stub,
  contact,
  status: 'PAUSED',
  language: 'en',
  startedAt: 1,
  assignedAt: 2,
  endedAt: 3,
  updatedAt: 4,
  threadCount: 2,
}
check('EMAIL', {
  ids: [email, ['email:ujet:1'], ['email:ujet:2']],
  startedAt: [email, { from: 1 }, { to: 1 }],
  assignedAt: [email, { from: 2 }, { to: 2 }],
  endedAt: [email, { from: 3 }, { to: 3 }],
  updatedAt: [email, { from: 4 }, { to: 4 }],
  agentIds: [email, ['agent:ujet:7'], ['agent:ujet:8']],
  contactIds: [email, ['contact:ujet:5'], ['contact:ujet:6']],
  status: [email, ['PAUSED'], ['ACTIVE']],
  threadCount: [email, { to: 2 }, { from: 3 }],
  menuIds: [email, ['menu:ujet:8'], ['menu:ujet:7']],
  language: [email, ['EN'], ['de']],
})

const menu: Menu = {
  ...stub.menu,
  name: 'Refunds',
  type: 'IVR',
  position: 2,
  hidden: false,
  deleted: true,
  parent: identify('MENU', account, '6'),
}
check('MENU', {
  ids: [menu, ['menu:ujet:8'], ['menu:ujet:6']],
  name: [menu, ['Refunds'], ['Refund']],
  parentIds: [menu, ['menu:ujet:6'], ['menu:ujet:8']],
  position: [menu, [2], [1]],
  type: [menu, ['IVR'], ['WEB']],
  hidden: [menu, false, true],
  withDeleted: [menu, true, false],
})

const team: Team = {
  ...identify('TEAM', account, '11'),
  name: 'North',
  position: 1,
  agentCount: 3,
  deleted: true,
  parent: identify('TEAM', account, '1'),
}
check('TEAM', {
  ids: [team, ['team:ujet:11'], ['team:ujet:1']],
  name: [team, ['North'], ['Nor']],
  parentIds: [team, ['team:ujet:1'], ['team:ujet:11']],
  position: [team, [1], [2]],
  agentCount: [team, { from: 3 }, { from: 4 }],
  withDeleted: [team, true, false],
})

const campaign: Campaign = {
  ...identify('CAMPAIGN', account, '67'),
  type: 'UPLOADED_LIST',
  mode: 'PREVIEW',
  status: 'PAUSED',
  menu: stub.menu,
}
check('CAMPAIGN', {
  ids: [campaign, ['campaign:ujet:67'], ['campaign:ujet:6']],
  type: [campaign, ['UPLOADED_LIST'], ['EXTERNAL_LIST']],
  mode: [campaign, ['PREVIEW'], ['PREDICTIVE']],
  status: [campaign, ['PAUSED'], ['DIALING']],
  menuIds: [campaign, ['menu:ujet:8'], ['menu:ujet:67']],
})

const current: CurrentAgentStatus = {
  ...place('CURRENT_AGENT_STATUS', account, 0),
  agent: stub.agent,
  status,
  onHold: false,
}
check('CURRENT_AGENT_STATUS', {
  agentIds: [current, ['agent:ujet:7'], ['agent:ujet:8']],
  statusIds: [current, ['agent-status:ujet:-2'], ['agent-status:ujet:0']],
  onHold: [current, false, true],
})

const waiting: CurrentMenuStatus = {
  ...place('CURRENT_MENU_STATUS', account, 0),
  menu: stub.menu,
  channel: 'CHAT',
}
check('CURRENT_MENU_STATUS', {
  menuIds: [waiting, ['menu:ujet:8'], ['menu:ujet:7']],
  channel: [waiting, ['CHAT'], ['CALL']],
})

test('menus and teams that nobody says were deleted stay in their lists', () => {
  assert.equal(LISTS.MENU.predicates.withDeleted(stub.menu, false), true)
  assert.equal(LISTS.TEAM.predicates.withDeleted({ ...team, deleted: null }, false), true)
})

test('a menu tree keeps the roots of the wanted type, and says nothing of those that do not say theirs', () => {
  const root = { ...place('MENU_TREE', account, 0, 'menu:ujet:6'), vendorId: '6' }
  assert.equal(LISTS.MENU_TREE.predicates.menuType({ ...root, type: 'IVR' }, 'IVR'), true)
  assert.equal(LISTS.MENU_TREE.predicates.menuType({ ...root, type: 'IVR' }, 'WEB'), false)
  assert.equal(LISTS.MENU_TREE.predicates.menuType({ ...root, type: null }, 'WEB'), undefined)
})

test('the contacts of a campaign are filtered by how the attempt stands', () => {
  const one: CampaignContact = { ...place('CAMPAIGN_CONTACT', account, 0), status: 'UPCOMING' }
  assert.equal(LISTS.CAMPAIGN_CONTACT.predicates.status(one, ['UPCOMING']), true)
  assert.equal(LISTS.CAMPAIGN_CONTACT.predicates.status(one, ['QUEUED']), false)
})

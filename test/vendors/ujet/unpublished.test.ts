// Six answers have no published shape: each is read in two plausible spellings, and what is not understood stays.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Lists } from '../../../src/domain/lists.ts'
import type { Noun } from '../../../src/domain/noun.ts'
import { ujet } from '../../../src/vendors/ujet/index.ts'
import { at } from './model.ts'

const account = { name: 'ujet', vendor: 'UJET' } as const
const NOON = '2026-03-23T12:00:00Z'

interface Spellings<N extends Noun> {
  readonly noun: N
  readonly filter?: Lists[N]['filter']
  readonly rows: readonly object[]
  /** The places of the domain row that both spellings must fill alike. */
  readonly told: Readonly<Record<string, unknown>>
}

function check<N extends Noun>(title: string, { noun, filter = {}, rows, told }: Spellings<N>) {
  for (const [index, row] of rows.entries()) {
    test(`${title} is read in spelling ${index + 1}, and kept as it came`, () => {
      const mapped = ujet.resources[noun]?.toRow(row, account, filter, 3)
      const found = Object.keys(told).map((path) => [path, at(mapped, path)])
      assert.deepEqual(Object.fromEntries(found), told)
      assert.deepEqual(at(mapped, 'raw'), row)
      assert.deepEqual([at(mapped, 'account'), at(mapped, 'index')], ['ujet', 3])
    })
  }
}

check('the current status of an agent', {
  noun: 'CURRENT_AGENT_STATUS',
  rows: [
    {
      agent_id: 7,
      agent_name: 'Ada Lovelace',
      status: { id: -2, name: 'Break', color: 'yellow' },
      status_updated_at: NOON,
      duration: 61,
      on_hold: true,
      hold_duration: 9,
    },
    {
      id: 7,
      agent: { id: 7, name: 'Ada Lovelace' },
      current_status: 'Break',
      status_id: -2,
      status_started_at: NOON,
      time_in_status: '61',
      hold: { on_hold: true, duration: 9 },
    },
    {
      id: 7,
      name: 'Ada Lovelace',
      status: { id: -2, name: 'Break' },
      started_at: NOON,
      status_duration: 61,
      is_on_hold: 'true',
      hold_time: 9,
    },
    {
      user_id: 7,
      user_name: 'Ada Lovelace',
      current_status: { id: -2, name: 'Break' },
      started_at: NOON,
      duration: 61,
      on_hold: 1,
      hold_duration: 9,
    },
    {
      user: { id: 7, name: 'Ada Lovelace' },
      status: 'Break',
      status_id: -2,
      started_at: NOON,
      duration: 61,
      on_hold: true,
      hold_duration: 9,
    },
    {
      agent_id: 7,
      agent_name: 'Ada Lovelace',
      status_id: '-2',
      status_name: 'Break',
      started_at: NOON,
      duration: 61,
      on_hold: true,
      hold_duration: 9,
    },
  ],
  told: {
    'agent.id': 'agent:ujet:7',
    'agent.name': 'Ada Lovelace',
    'status.id': 'agent-status:ujet:-2',
    'status.kind': 'BREAK',
    'status.name': 'Break',
    startedAt: Date.parse(NOON),
    durationSeconds: 61,
    onHold: true,
    holdSeconds: 9,
  },
})

check('what waits in a menu', {
  noun: 'CURRENT_MENU_STATUS',
  rows: [
    {
      menu_id: 8,
      menu_name: 'Refunds',
      channel_type: 'voice_call',
      lang: 'en',
      queued_count: 4,
      longest_queue_duration: 120,
      average_queue_duration: 40.5,
      logged_in_agents: 6,
      available_agents: 2,
      breakthrough_agents: 1,
    },
    {
      id: 8,
      menu: { id: 8, name: 'Refunds' },
      channel: 'call',
      lang: 'en',
      queued: { count: 4, longest: 120, average: 40.5 },
      agents: { logged_in: 6, available: 2, breakthrough: 1 },
    },
    {
      id: 8,
      menu_name: 'Refunds',
      channel: 'call',
      lang: 'en',
      queued: 4,
      longest_queue_duration: 120,
      average_queue_duration: 40.5,
      logged_in_agents: 6,
      available_agents: 2,
      breakthrough_agents: 1,
    },
  ],
  told: {
    'menu.id': 'menu:ujet:8',
    'menu.name': 'Refunds',
    channel: 'CALL',
    language: 'en',
    queuedCount: 4,
    longestQueueSeconds: 120,
    averageQueueSeconds: 40.5,
    signedInAgentCount: 6,
    availableAgentCount: 2,
    breakthroughAgentCount: 1,
  },
})

check('the service level of a menu', {
  noun: 'SERVICE_LEVEL',
  filter: { channel: 'CALL', minutes: 15, groupBy: 'MENU' },
  rows: [
    { menu_path_id: 83, menu_id: 8, menu_path: 'Billing/Refunds', materialized_path: '6/8', sla: 87.5 },
    {
      menu_path: { id: 83, name: 'Billing/Refunds', materialized_path: '6/8' },
      service_level: { percent: 87.5 },
    },
  ],
  told: {
    channel: 'CALL',
    minutes: 15,
    groupBy: 'MENU',
    'menu.id': 'menu:ujet:8',
    'menuPath.name': 'Billing/Refunds',
    'menuPath.path': '6/8',
    'menuPath.menus.0.id': 'menu:ujet:6',
    queueGroup: null,
    servicePercent: 87.5,
  },
})

check('the service level of a group of queues', {
  noun: 'SERVICE_LEVEL',
  filter: { channel: 'CHAT', minutes: 60, groupBy: 'QUEUE_GROUP' },
  rows: [
    { queue_group: 'Gold', sla: 50 },
    { group: { name: 'Gold' }, service_level: { percent: 50 } },
    { queue_group: { name: 'Gold' }, service_level: '50' },
    { group: 'Gold', service_level: 50 },
  ],
  told: {
    channel: 'CHAT',
    minutes: 60,
    groupBy: 'QUEUE_GROUP',
    queueGroup: 'Gold',
    servicePercent: 50,
    menu: null,
    menuPath: null,
  },
})

check('a definition of opening hours', {
  noun: 'OPERATION_HOURS',
  rows: [
    {
      menu_id: 8,
      name: 'Refunds',
      time_zone: 'America/Chicago',
      hours: [{ day: 'monday', from: '09:00', to: '17:00' }],
    },
    { id: 8, menu: { id: 8, name: 'Refunds' }, timezone: 'America/Chicago', operation_hours: { monday: [] } },
  ],
  told: { 'menu.id': 'menu:ujet:8', name: 'Refunds', timeZone: 'America/Chicago' },
})

check('a contact of a campaign', {
  noun: 'CAMPAIGN_CONTACT',
  rows: [
    {
      id: 41,
      name: 'Ada Lovelace',
      email: 'Ada@Example.com',
      phone_number: '+1 316 555 0100',
      outbound_number: '+13165550199',
      external_unique_id: 'crm-9',
      status: 'Not Picked Up',
    },
    {
      contact_id: 41,
      contact: { first_name: 'Ada', last_name: 'Lovelace', email: 'ada@example.com', phone: '+13165550100' },
      outbound_number: '+13165550199',
      external_id: 'crm-9',
      contact_status: 'Not Picked Up',
    },
    {
      id: 41,
      first_name: 'Ada',
      last_name: 'Lovelace',
      email: 'ada@example.com',
      phone: '+13165550100',
      contact: { outbound_number: '+13165550199', external_unique_id: 'crm-9', status: 'Not Picked Up' },
    },
    {
      contact: {
        id: 41,
        name: 'Ada Lovelace',
        email: 'ada@example.com',
        phone_number: '+13165550100',
        external_id: 'crm-9',
      },
      outbound_number: '+13165550199',
      status: 'Not Picked Up',
    },
  ],
  told: {
    vendorId: '41',
    externalId: 'crm-9',
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    phone: '+13165550100',
    outboundNumber: '+13165550199',
    status: 'NOT_PICKED_UP',
    vendorStatus: 'Not Picked Up',
  },
})

test('a row of an unpublished shape in which nothing is understood is a row all the same', () => {
  const nouns = [
    'CURRENT_AGENT_STATUS',
    'CURRENT_MENU_STATUS',
    'SERVICE_LEVEL',
    'OPERATION_HOURS',
    'CAMPAIGN_CONTACT',
  ] as const
  const row: unknown = JSON.parse(
    '{"surprise": [1], "__proto__": {"status": {"id": 0}, "menu_id": 8, "agent_id": 7}}',
  )
  for (const noun of nouns) {
    const mapped = ujet.resources[noun]?.toRow(row, account, {}, 0)
    assert.deepEqual(at(mapped, 'raw'), row)
    for (const path of ['agent', 'menu'])
      assert.ok([null, undefined].includes(at(mapped, path) as null), `${noun}.${path}`)
  }
})

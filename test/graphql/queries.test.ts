// The example operations, which GraphiQL opens with and clients copy: each answers over the sandbox, and with rows.
import type { TypedDocumentString } from '../generated/graphql.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fillIn } from '../../src/door/pages.ts'
import { loadExamples } from '../../src/docs.ts'
import { createSandbox } from '../../src/demo/sandbox.ts'
import * as typed from '../generated/graphql.ts'
import { createVirtualClock } from '../support/clock.ts'
import { firstEvent, isSubscription } from '../support/events.ts'
import { createStageOver } from '../support/gateway.ts'

/** Lists by their names. */
type Lists = Readonly<Record<string, readonly unknown[] | null | undefined>>

interface Case {
  readonly document: string
  /** The lists that the example is about. */
  readonly listsIn: (data: unknown) => Lists
}

function example<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  listsIn: (data: Data) => Lists,
): Case {
  // The data is that of this document, which was sent.
  return { document: document.toString(), listsIn: (data) => listsIn(data as Data) }
}

const CASES: Readonly<Record<string, Case>> = {
  accounts: example(typed.AccountsDocument, ({ accounts }) => ({
    accounts,
    capabilities: accounts[0]?.capabilities,
  })),
  // The sandbox's agents take either calls or chats, so that chats may be none.
  'agents-day': example(typed.AgentsDayDocument, ({ agent }) => ({
    calls: agent?.calls.nodes,
    activities: agent?.activities.nodes,
    chats: agent?.chats.accounts,
  })),
  'agents-overview': example(typed.AgentsOverviewDocument, ({ agents }) => ({
    agents: agents.nodes,
    statuses: agents.nodes.flatMap(({ status }) => status?.name ?? []),
    teams: agents.nodes.flatMap(({ teams }) => teams ?? []),
  })),
  'call-in-full': example(typed.CallInFullDocument, ({ call }) => ({
    menus: call?.menuPath?.menus,
    photos: call?.photos,
    transfers: call?.transfers,
    handleDurations: call?.handleDurations,
    queueDurations: call?.queueDurations,
    participants: call?.participants,
    offerEvents: call?.offerEvents,
  })),
  'agents-handling': example(typed.AgentsHandlingDocument, ({ callStats }) => ({
    agents: callStats.groups.flatMap(({ agent }) => agent?.name ?? []),
    handled: callStats.groups.filter(({ measures }) => measures.handleSeconds.count > 0),
  })),
  'calls-by-hour': example(typed.CallsByHourDocument, ({ callStats }) => ({
    groups: callStats.groups.filter(({ measures }) => measures.count > 0),
    statuses: callStats.total.byStatus,
  })),
  'calls-of-number': example(typed.CallsOfNumberDocument, ({ made, got }) => ({
    made: made.nodes,
    got: got.nodes,
  })),
  'campaign-progress': example(typed.CampaignProgressDocument, ({ campaign }) => ({
    contacts: campaign?.contacts.nodes,
  })),
  'last-hour': example(typed.LastHourDocument, ({ calls }) => ({ calls: calls.edges })),
  'menu-tree': example(typed.MenuTreeDocument, ({ menuTree }) => {
    const children = menuTree.nodes.flatMap((node) => node.children ?? [])
    return {
      menus: menuTree.nodes,
      children,
      grandchildren: children.flatMap((child) => child.children ?? []),
    }
  }),
  'queue-now': example(typed.QueueNowDocument, ({ currentMenuStatuses, calls }) => ({
    statuses: currentMenuStatuses.nodes,
    calls: calls.nodes,
  })),
  'service-levels-now': example(typed.ServiceLevelsNowDocument, ({ calls, chats }) => ({
    calls: calls.nodes,
    chats: chats.nodes,
  })),
  'waits-by-menu': example(typed.WaitsByMenuDocument, ({ callStats, chatStats }) => ({
    menus: callStats.groups.flatMap(({ menu }) => menu?.name ?? []),
    events: callStats.groups.flatMap(({ measures }) => measures.serviceLevelEvents),
    chats: chatStats.groups,
  })),
  'watch-calls-by-status': example(typed.WatchCallsByStatusDocument, ({ callStats }) => ({
    statuses: callStats.groups,
  })),
  'todays-calls': example(typed.TodaysCallsDocument, ({ calls }) => ({
    calls: calls.nodes,
    agents: calls.nodes.flatMap(({ agent }) => agent?.name ?? []),
  })),
}

const clock = createVirtualClock()
const sandbox = createSandbox({ clock })

test('every example operation has a case here', () => {
  const names = loadExamples().map(({ name }) => name)
  assert.deepEqual(names.toSorted(), Object.keys(CASES).toSorted())
})

for (const { name, variables } of loadExamples()) {
  test(`the example ${name} answers without errors and with rows`, async () => {
    const { document, listsIn }: Case = CASES[name]!
    // A gateway of its own, so that no example lives on what another one read, after what the vendor allowed the last.
    await clock.advance(2000)
    const stage = createStageOver(sandbox, clock, (request) => sandbox.ujet(request))
    const filledIn: object = variables === null ? {} : JSON.parse(fillIn(variables, clock.now()))
    const ask = isSubscription(document) ? firstEvent.bind(null, stage.gateway) : stage.ask<unknown>
    const { data, errors } = await ask(document, filledIn)
    assert.deepEqual(errors, [])
    const empty = Object.entries(listsIn(data)).filter(([, list]) => !list?.length)
    assert.deepEqual(
      empty.map(([list]) => list),
      [],
    )
  })
}

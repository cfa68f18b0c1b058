// Many clients of every kind at once: dashboards, lists page by page, rows by id, questions that are wrong, clients that
// hang up, watchers that come and go, and connections that never say what they want.
import type { Random } from '../../src/demo/random.ts'
import type { Sandbox } from '../../src/demo/sandbox.ts'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fillIn } from '../../src/door/pages.ts'
import { loadExamples } from '../../src/docs.ts'
import { isSubscription } from '../support/events.ts'
import { toPost } from '../support/post.ts'

const CLIENTS = 80
const WATCHERS = 6
const NOUNS = ['agents', 'chats', 'emails', 'menus', 'teams', 'campaigns']

const LIST = `query ($filter: CallFilter, $first: Int, $after: String) {
  calls(filter: $filter, first: $first, after: $after) {
    nodes { id from to notes agent { id name email } } pageInfo { endCursor } accounts { state code }
  }
}`
const ROWS = `query ($ids: [ID!]!) {
  nodes(ids: $ids) { id ... on Call { from notes agent { email } } ... on Agent { name email } }
}`
const WATCHED = [
  'subscription { callUpdates { nodes { id from status } } }',
  'subscription { currentAgentStatuses { nodes { agent { id name } status { name } } } }',
  'subscription { currentMenuStatuses { nodes { queuedCount } } }',
  `subscription { callStats(filter: { startedAt: { from: "${new Date(Date.now() - 600_000).toISOString()}" } }) { total { count } } }`,
]
const WRONG: readonly unknown[] = [
  { query: '{ calls(first: 0) { nodes { id } } }' },
  { query: '{ calls(after: "no cursor") { nodes { id } } }' },
  { query: '{ calls(filter: { accounts: ["nobody"] }) { nodes { id } } }' },
  { query: '{ nothing }' },
  { query: '{' },
  { query: `{ ${'agents { nodes { teams { '.repeat(10)} id ${'} } }'.repeat(10)} }` },
  [{ query: '{ accounts { name } }' }],
  'no operation',
]

export interface Tally {
  /** Operations that were answered or refused. */
  answered: number
  /** Operations whose client hung up. */
  left: number
  /** Events that watchers were told. */
  told: number
  /** Errors by their codes; those of accounts in a page that was served are not among them. */
  readonly codes: Map<string, number>
  /** What was answered and is neither data nor an error with a code. */
  readonly strange: string[]
}

export interface Load {
  readonly url: string
  readonly sandbox: Sandbox
  readonly tally: Tally
}

type Act = (random: Random) => Promise<void>

/** Asks until it is told to stop, and has ended when everybody has an answer. */
export async function run(load: Load, random: Random, stop: AbortSignal): Promise<void> {
  const acts = createActs(load)
  const repeat = (act: Act) => async (_: unknown, number: number) => {
    const own = random.fork(number)
    while (!stop.aborted) await act(own)
  }
  const client: Act = async (own) => {
    await own.pick(acts)(own)
    await sleep(own.int(20, 400))
  }
  const rude: Act = async (own) => {
    await hangUpHalfway(load.url)
    await sleep(own.int(200, 1000))
  }
  await Promise.all([
    ...Array.from({ length: CLIENTS }, repeat(client)),
    ...Array.from(
      { length: WATCHERS },
      repeat((own) => watch(load, own)),
    ),
    repeat(rude)(null, CLIENTS + WATCHERS),
  ])
}

function createActs(load: Load): readonly Act[] {
  const now = Date.now()
  const dashboards = loadExamples().flatMap(({ query, variables }) =>
    isSubscription(query)
      ? []
      : { query, variables: variables === null ? {} : JSON.parse(fillIn(variables, now)) },
  )
  const ids = idsOf(load.sandbox)

  async function page(random: Random): Promise<void> {
    const filter = {
      ...(random.chance(0.5) ? { direction: [random.pick(['INBOUND', 'OUTBOUND'])] } : {}),
      ...(random.chance(0.2) ? { durationSeconds: { from: random.int(0, 20) } } : {}),
    }
    let after: string | null = null
    for (let pages = random.int(1, 4); pages > 0; pages -= 1) {
      const variables: object = { filter, first: random.int(1, 60), after }
      after = cursorOf(await ask(load, random, { query: LIST, variables })) ?? null
      if (after === null) return
    }
  }

  const asking =
    (
      body: (random: Random) => unknown,
      headers: (random: Random) => Readonly<Record<string, string>> = () => ({}),
    ): Act =>
    async (random) =>
      void (await ask(load, random, body(random), headers(random)))
  const dashboard = (random: Random) => random.pick(dashboards)
  return [
    page,
    page,
    asking(dashboard),
    asking(dashboard, () => ({ 'x-freshness': 'max-age=1' })),
    asking(dashboard, (random) => ({ 'x-deadline-ms': String(random.int(50, 5000)) })),
    asking((random) => ({
      query: `{ ${random.pick(NOUNS)}(first: ${random.int(1, 100)}) { nodes { id } pageInfo { endCursor } } }`,
    })),
    asking((random) => ({
      query: ROWS,
      variables: { ids: Array.from({ length: random.int(1, 40) }, () => random.pick(ids)) },
    })),
    asking((random) => random.pick(WRONG)),
  ]
}

function idsOf({ ujet, callcap, whippy, alloMedia, twin }: Sandbox): readonly string[] {
  return [
    ...ujet.data.calls.map(({ id }) => `call:ujet:${String(id)}`),
    ...ujet.data.agents.map(({ id }) => `agent:ujet:${String(id)}`),
    ...callcap.data.calls.map(({ call_id: id }) => `call:callcap:${String(id)}`),
    ...whippy.data.calls.map(({ id }) => `call:whippy:${String(id)}`),
    ...alloMedia.data.calls.map(({ unique_id: id }) => `call:allo-media:${String(id)}`),
    ...twin.data.calls.map(({ id }) => `call:twin:${String(id)}`),
  ]
}

const cursorOf = (answer: unknown): string | null | undefined =>
  // Whatever came: what is no such answer has no cursor.
  (answer as { data?: { calls?: { pageInfo: { endCursor: string | null } } | null } | null } | null)?.data
    ?.calls?.pageInfo.endCursor

/** One in ten hangs up before there can be an answer. */
async function ask(
  { url, tally }: Load,
  random: Random,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const signal = random.chance(0.1) ? AbortSignal.timeout(random.int(1, 300)) : null
  try {
    const response = await send(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'graphql-client-name': `client ${random.int(1, 5)}`,
        'x-upstream': 'report',
        ...headers,
      },
      body: JSON.stringify(body),
      signal,
    })
    const text = await response.text()
    tally.answered += 1
    return count(tally, text, `HTTP ${response.status}${signal?.aborted ? ', hung up' : ''}: `)
  } catch (error) {
    if (signal?.aborted) tally.left += 1
    else tally.strange.push(toCause(error))
    return null
  }
}

/** A connection that the server closed while it was unused is tried again once, as browsers and balancers do. */
async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    if (!/other side closed|ECONNRESET/.test(toCause(error))) throw error
    return fetch(url, init)
  }
}

/** Whatever fails, `fetch` says the same; its cause tells. */
const toCause = (error: unknown) => String(error instanceof Error ? (error.cause ?? error) : error)

/** `how` tells of what is no answer how it came. */
function count(tally: Tally, text: string, how: string): unknown {
  try {
    const answer = JSON.parse(text)
    const { data, errors = [] } = answer
    for (const { extensions } of errors) {
      const { code = 'NONE' } = extensions ?? {}
      tally.codes.set(code, (tally.codes.get(code) ?? 0) + 1)
    }
    if (data === undefined && errors.length === 0) tally.strange.push(how + text.slice(0, 200))
    return answer
  } catch {
    tally.strange.push(how + text.slice(0, 200))
    return null
  }
}

/** Watches for some seconds and goes without a word. */
async function watch({ url, tally }: Load, random: Random): Promise<void> {
  const signal = AbortSignal.timeout(random.int(200, 8000))
  try {
    const response = await fetch(
      url,
      toPost({ query: random.pick(WATCHED) }, { accept: 'text/event-stream' }, signal),
    )
    for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? [])
      for (const [, event = ''] of text.matchAll(/^data: (.+)$/gm)) tally.told += event === '' ? 0 : 1
    // Watching ended with an error, as it does when the first look fails.
    await sleep(random.int(200, 1000))
  } catch (error) {
    if (!signal.aborted) tally.strange.push(toCause(error))
  }
}

/** Announces more than it sends. */
async function hangUpHalfway(url: string): Promise<void> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(
    'POST /graphql HTTP/1.1\r\nhost: soak\r\ncontent-type: application/json\r\ncontent-length: 999\r\n\r\n{"q',
  )
  await sleep(50)
  socket.destroy()
}

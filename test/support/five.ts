// A gateway over all five sandboxes on a virtual clock, at the vendors' real quotas, and the list of calls over them.
import assert from 'node:assert/strict'
import type { Vendor } from '../../src/domain/vendor.ts'
import type { Sandbox, SandboxOptions } from '../../src/demo/sandbox.ts'
import type { AccountConfig } from '../../src/vendors/account.ts'
import type { Answer, Changes, Stage } from './gateway.ts'
import { sandboxAccounts } from './settings.ts'
import { conversationOf } from '../../src/demo/callcap/filters.ts'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { descriptionOf } from '../../src/vendors/index.ts'
import { createVirtualClock } from './clock.ts'
import { createStageOver } from './gateway.ts'

export const ACCOUNTS = ['ujet', 'callcap', 'whippy', 'allo-media', 'twin'] as const
export type AccountName = (typeof ACCOUNTS)[number]

type Simulator = Sandbox['ujet' | 'callcap' | 'whippy' | 'alloMedia' | 'twin']

export interface FiveStage extends Stage {
  readonly simulators: Readonly<Record<AccountName, Simulator>>
  readonly accounts: readonly AccountConfig[]
  /** Another gateway over the same companies, which remembers nothing. */
  readonly reopen: (changes?: Changes) => FiveStage
}

export function createFiveStage(
  options: Partial<Omit<SandboxOptions, 'clock'>> = {},
  changes: Changes = {},
): FiveStage {
  const clock = createVirtualClock()
  const sandbox = createSandbox({ scale: 0.05, lively: false, ...options, clock })
  const { ujet, callcap, whippy, alloMedia, twin } = sandbox
  const simulators = { ujet, callcap, whippy, 'allo-media': alloMedia, twin }
  const fetch = (request: Request) => {
    const name = ACCOUNTS.find((one) => `${one}.test` === new URL(request.url).host)
    if (name === undefined) throw new Error('a request to nobody')
    return simulators[name](request)
  }
  const originOf = (vendor: Vendor) => `http://${descriptionOf(vendor).defaultName}.test`
  const accounts = sandboxAccounts(sandbox, originOf).filter(({ name }) => name in simulators)
  const open = (own: Changes): FiveStage => ({
    ...createStageOver(sandbox, clock, fetch, { accounts, ...own }),
    simulators,
    accounts,
    reopen: (other = {}) => open({ ...changes, ...other }),
  })
  return open(changes)
}

export interface Row {
  readonly id: string
  readonly startedAt: string
  readonly accountName: string
}

export interface Data {
  readonly calls: {
    readonly nodes: readonly Row[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
    readonly totalCount: number | null
    readonly accounts: readonly {
      readonly account: string
      readonly state: string
      readonly code: string | null
    }[]
  }
}

export const QUERY = `query ($filter: CallFilter, $after: String) {
  calls(filter: $filter, first: 20, after: $after) {
    nodes { id startedAt accountName }
    pageInfo { hasNextPage endCursor }
    totalCount
    accounts { account state code }
  }
}`

/** The answer's bill and its list, which must have come without an error. */
export async function callsOf(
  stage: FiveStage,
  variables: object = {},
  headers: Record<string, string> = {},
) {
  const answer = await stage.ask<Data>(QUERY, variables, headers)
  assert.deepEqual(answer.errors, [])
  assert.ok(answer.data)
  return { answer, calls: answer.data.calls }
}

/** Page after page until there is none. */
export async function walk(stage: FiveStage, variables: object = {}, mostPages = Infinity) {
  const pages: { answer: Answer<Data>; calls: Data['calls'] }[] = []
  let after: string | null = null
  for (let more = true; more && pages.length < mostPages;) {
    const page: (typeof pages)[number] = await callsOf(stage, { ...variables, after })
    pages.push(page)
    after = page.calls.pageInfo.endCursor
    more = page.calls.pageInfo.hasNextPage
  }
  return { pages, nodes: pages.flatMap(({ calls }) => calls.nodes) }
}

/** The requests of an answer's bill by account, sign-in left out. */
export function listsOf(answer: Answer<unknown>): Partial<Record<string, number>> {
  const lists = answer.extensions.upstream.requests.filter(({ kind }) => kind === 'LIST')
  const byAccount = Object.groupBy(lists, ({ account }) => account)
  return Object.fromEntries(Object.entries(byAccount).map(([name, all]) => [name, all?.length ?? 0]))
}

/** What the simulators heard since the last call, by account, as `path?query`; sign-in left out. */
export function createHearing({ simulators }: FiveStage): () => Partial<Record<AccountName, string[]>> {
  const seen = new Map<AccountName, number>()
  return () =>
    Object.fromEntries(
      ACCOUNTS.flatMap((name) => {
        const { requests } = simulators[name]
        const news = requests
          .slice(seen.get(name) ?? 0)
          .filter(({ path }) => !/token|login|refresh/.test(path))
        seen.set(name, requests.length)
        const told = news.map(({ path, query }) => `${path}?${decodeURIComponent(query)}`)
        return told.length === 0 ? [] : [[name, told]]
      }),
    )
}

const ALL_COMPLETE = ACCOUNTS.map((account) => ({ account, state: 'COMPLETE', code: null }))

/** The reports when all accounts are complete but these. */
export const reportsBut = (others: Partial<Record<AccountName, { state: string; code: string }>> = {}) =>
  ALL_COMPLETE.map((report) => ({ ...report, ...others[report.account] }))

/** The ids of all calls that the simulators have. */
export function allCallIds({ sandbox }: FiveStage): string[] {
  const { ujet, whippy, alloMedia, twin, callcap } = sandbox
  return [
    ...ujet.data.calls.map(({ id }) => `call:ujet:${String(id)}`),
    // Text conversations stand among Callcap's calls and are none.
    ...callcap.data.calls
      .filter((row) => conversationOf(row) === 'call')
      .map(({ call_id: id }) => `call:callcap:${String(id)}`),
    ...whippy.data.calls.map(({ id }) => `call:whippy:${String(id)}`),
    ...alloMedia.data.calls.map(({ unique_id: id }) => `call:allo-media:${String(id)}`),
    ...twin.data.calls.map(({ id }) => `call:twin:${String(id)}`),
  ]
}

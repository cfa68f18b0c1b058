// One account of one vendor over its simulator, asked through gather as the graph would.
import type { Lists } from '../../src/domain/lists.ts'
import type { OrderBy } from '../../src/domain/order.ts'
import type { AccountReport } from '../../src/domain/report.ts'
import type { AccountConfig } from '../../src/vendors/account.ts'
import type { VendorDescription } from '../../src/vendors/define.ts'
import type { RequestLogEntry } from '../../src/demo/simulator.ts'
import type { VirtualClock } from './clock.ts'
import type { NodeNoun, Noun } from '../../src/domain/noun.ts'
import { toAsk } from './ask.ts'
import { createGather } from '../../src/gather/gather.ts'
import { createAccounts, createMemory, createSingleFlight } from '../../src/vendors/index.ts'
import { DEFAULTS, UJET } from './gateway.ts'

type Simulated = ((request: Request) => Promise<Response>) & { readonly requests: RequestLogEntry[] }

export interface Question<N extends Noun> {
  readonly filter?: Lists[N]['filter']
  readonly orderBy?: OrderBy<Lists[N]['field']>
  readonly first?: number | null
  readonly wanted?: readonly string[]
}

export interface Walked<N extends Noun> {
  readonly rows: readonly Lists[N]['row'][]
  readonly total: number | null
  readonly reports: readonly AccountReport[]
}

export interface AccountStage {
  /** The first page. */
  readonly page: <N extends Noun>(noun: N, question?: Question<N>) => Promise<Walked<N>>
  /** Page after page until there is none; the total is that of the first page, the reports those of the last. */
  readonly walk: <N extends Noun>(noun: N, question?: Question<N>) => Promise<Walked<N>>
  readonly find: <N extends NodeNoun>(
    noun: N,
    id: string,
    wanted?: readonly string[],
  ) => Promise<Lists[N]['row'] | null>
  /** Requests since the last call, as `path?query`. */
  readonly sent: () => string[]
}

const emit = () => {}

export function createAccountStage(
  description: VendorDescription,
  config: Partial<AccountConfig> & Pick<AccountConfig, 'baseUrl' | 'settings'>,
  simulator: Simulated,
  clock: VirtualClock,
): AccountStage {
  const account: AccountConfig = {
    name: description.defaultName,
    vendor: description.vendor,
    quota: description.quota,
    pace: UJET.pace,
    timeoutMs: description.timeoutMs,
    responseBytes: UJET.responseBytes,
    overrides: {},
    ...config,
  }
  const fetch = (input: URL | RequestInfo, init?: RequestInit) => simulator(new Request(input, init))
  const gather = createGather({
    accounts: createAccounts([account], () => description, { fetch, clock, emit }),
    memory: createMemory(clock, DEFAULTS.gather.cacheBytes),
    flights: createSingleFlight(),
    clock,
    emit,
    secret: 'test',
    maxScanPages: 100,
    maxStatsRows: 100_000,
    watchLimits: DEFAULTS.gather.watchLimits,
  })
  const ask = () =>
    toAsk({
      askedAt: clock.now(),
      deadlineAt: clock.now() + 3_600_000,
      // Rows that are returned while they are renewed would not show the requests.
      freshness: { maxAgeMs: null, maxStaleMs: 0, onlyIfCached: false },
    })

  async function page<N extends Noun>(noun: N, question: Question<N>, after: string | null) {
    const { filter = {}, orderBy = null, first = 50, wanted = [] } = question
    const given = { noun, filter, orderBy, first, after, wanted: new Set(wanted) }
    return gather.list({ ...given, selection: {}, requireComplete: true }, ask())
  }

  let seen = 0
  return {
    page: async (noun, question = {}) => {
      const { rows, totalCount, reports } = await page(noun, question, null)
      return { rows, total: totalCount, reports }
    },
    walk: async (noun, question = {}) => {
      const head = await page(noun, question, null)
      const rows = [...head.rows]
      let last = head
      for (let count = 1; last.hasNextPage && count < 200; count += 1) {
        last = await page(noun, question, last.endCursor())
        rows.push(...last.rows)
      }
      return { rows, total: head.totalCount, reports: last.reports }
    },
    find: (noun, id, wanted = []) => gather.find(noun, id, ask(), new Set(wanted)),
    sent: () => {
      const news = simulator.requests.slice(seen)
      seen = simulator.requests.length
      return news.map(({ path, query }) => (query ? `${path}?${decodeURIComponent(query)}` : path))
    },
  }
}

// `npm run bench`: what operations cost upstream, and what Switchboard costs the machine. Ratios, not promises: a figure
// counts only beside the one that was measured in the same run.
import { availableParallelism } from 'node:os'
import { start } from '../support/processes.ts'
import { measureCrowds, measureStorms } from './queue.ts'
import { comparePrices } from './prices.ts'
import { compareGateways } from './gateways.ts'
import { measureDashboard } from './dashboard.ts'
import { measureDepth } from './depth.ts'
import { countRequests } from './requests.ts'
import { measureStarts } from './start.ts'
import { measureThroughput } from './throughput.ts'
import { measureWalk } from './walk.ts'
import { measureBoards } from './boards.ts'
import { measureStats } from './stats.ts'

const ROUNDS = 5

console.log('\nRequests upstream, on a virtual clock\n')
const costs = await countRequests()
console.table(costs)

console.log(
  '\nA page of 100 calls and their agents’ e-mail addresses, by three kinds of gateways, on a virtual clock\n',
)
const gateways = await compareGateways()
console.table(gateways)

console.log('\nA walk through 5,000 calls of five accounts, 100 at a time, on a virtual clock\n')
const walk = await measureWalk()
console.table(walk.costs)
console.log(`The minimum is the rows given, divided by those that one request can bring, account by account; for TWIN's two lists twice that.
With 8 MB for all caches instead of 256 some of what was read is forgotten before the walk is done with it, and read
again.
`)
console.table(walk.heap)
console.log('What grows is what is kept, up to CACHE_BYTES.')

console.log('\nPrices of the example operations beside what they cost, on a virtual clock\n')
const prices = await comparePrices()
console.table(prices)

console.log('\nCrowds in front of one request a second, waits in slots, on a virtual clock\n')
const crowds = await measureCrowds()
console.table(crowds)

console.log('\nA list a second for two minutes while the vendor is in trouble, on a virtual clock\n')
console.table(await measureStorms())
console.log(
  '\nThe calls of the last 30 days over five accounts, every 5 s for two minutes, on a virtual clock\n',
)
const dashboard = await measureDashboard()
console.table(dashboard)
console.log(`"read again" is what the rounds would take if each read all of it; ideal is one request whenever the list has outlived
its 10 seconds; most is what the dearest round cost one account.
`)

console.log('\nBoards about calls, each looking every 5 s, requests a minute, on a virtual clock\n')
const boards = await measureBoards()
console.table(boards)
console.log(`The floor is one request for changes every 10 s. Instances with a memory of their own need it each; with SHARED_MEMORY=on
one of them reads for all.
`)

console.log('\nStatistics: 30,000 calls by agent and hour, medians of 15 rounds\n')
console.table(measureStats())

console.log('\nLarge and deep pages from memory, medians of 9 rounds\n')
console.table(await measureDepth())
console.log('The cost of a row depends neither on how many rows are kept nor on how deep the page is.')

const vendor = await start(new URL('vendor.ts', import.meta.url))

console.log('\nStart, each time a new process: medians of interleaved rounds\n')
console.table(await measureStarts(vendor.url, ROUNDS))

console.log(
  `\nA page of 100 calls with their agents from memory, 16 connections, ${ROUNDS} interleaved rounds of 1 s, ${availableParallelism()} cores\n`,
)
const { table, memory } = await measureThroughput(vendor.url, ROUNDS)
console.table(table)
console.log('\nMemory of the process, pages that never repeat\n')
console.table(memory)
await vendor.stop()

const dear = costs.filter(({ requests, minimum, again }) => requests > minimum || (again ?? 0) > 0)
for (const { operation, requests, minimum } of dear)
  console.error(`${operation}: ${requests} requests, ${minimum} would do`)
const walked = walk.costs.find(({ account }) => account === 'all')
const isDear = walked === undefined || walked.requests > walked.minimum
if (isDear) console.error(`the walk: ${walked?.requests} requests, ${walked?.minimum} would do`)
const untrue = prices.filter(
  ({ requests, minRequests, maxRequests }) => requests < minRequests || requests > maxRequests,
)
for (const { operation, account, requests } of untrue)
  console.error(`${operation}: ${requests} requests to ${account} are not what it was priced at`)
const isCostly = dashboard.some(({ most }) => most > 1)
if (isCostly) console.error('the dashboard: an account was asked more than once in a round')
const isApart = boards.some(
  (cost) => (cost.instances === 1 || cost.memory === 'shared') && cost['a minute'] > cost.floor,
)
if (isApart) console.error('the boards: more than one request an interval')
if (dear.length > 0 || isApart || untrue.length > 0 || isDear || isCostly) process.exitCode = 1

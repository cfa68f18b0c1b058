// The golden property of statistics: the numbers of a question are a plain count of all rows, or the answer says that they
// are not. Rows come late, change, move and leave meanwhile, accounts fail, and clocks change.
import type { Random } from '../../src/demo/random.ts'
import type { WordOf } from '../../src/domain/words.ts'
import type { Stage } from '../support/gateway.ts'
import type { World } from './golden-world.ts'
import type { Refreshed } from './golden-refresh.ts'
import assert from 'node:assert/strict'
import { createRandom } from '../../src/demo/random.ts'
import { STATS_INTERVALS, STATS_KEYS, STATS_MEASURES } from '../../src/domain/stats.ts'
import { toRfc3339 } from '../../src/domain/time.ts'
import { live } from './golden-refresh.ts'
import { toInput } from './golden-page.ts'

const ROUNDS = 5
const MINUTE = 60_000
const HOUR = 60 * MINUTE

export type StatsNoun = keyof typeof STATS_KEYS
type Interval = WordOf<typeof STATS_INTERVALS>

interface Question {
  readonly world: World
  readonly noun: StatsNoun
  readonly groupBy: readonly string[]
  readonly interval: Interval | null
  readonly timeZone: string
  readonly from: number
  readonly to: number | undefined
}

interface Group {
  readonly startsAt: number | null
  readonly endsAt: number | null
  readonly keys: readonly (string | null)[]
  readonly measures: object
}

interface Told {
  readonly total: object
  readonly groups: readonly Group[]
  readonly isComplete: boolean
  readonly coveredFrom: number | null
  readonly accounts: readonly { account: string; state: string; rows: number; message: string | null }[]
}

export async function checkStats(refreshed: Refreshed): Promise<void> {
  const { world, filters } = refreshed
  const { golden, accounts, clock } = world
  const random = createRandom(`${golden.seed}/stats`)
  const stage = world.open()
  const questions = filters.map((filter) => drawQuestion(world, filter, random))
  const failing = random.chance(0.4) ? random.pick(accounts) : null
  for (let round = 0; round < ROUNDS * filters.length; round += 1) {
    const question = random.pick(questions)
    const fails = failing !== null && random.chance(0.3)
    if (failing !== null)
      world.simulatorOf(failing).intercept = () => (fails ? new Response('down', { status: 503 }) : undefined)
    const isNow = random.chance(0.7)
    assertStats(question, await ask(stage, question, isNow), isNow, failing)
    if (random.chance(0.3)) await list(stage, question)
    for (let times = random.int(0, 3); times > 0; times -= 1) await live(refreshed, new Map(), random)
    // A circuit that is open is left alone for a while.
    await clock.advance(random.int(1, 40) * 1000)
  }
}

function drawQuestion(world: World, filter: object, random: Random): Question {
  const { golden, clock } = world
  // The cases have these nouns only.
  const noun = golden.noun as StatsNoun
  const groupBy = Object.keys(STATS_KEYS[noun])
    .filter(() => random.chance(0.25))
    .slice(0, 3)
  const starts = world.accounts
    .flatMap((account) => world.asking({}).wantedOf(account))
    .flatMap(({ key }) => (typeof key === 'number' ? key : []))
  const first = starts.length === 0 ? clock.now() - HOUR : Math.min(...starts)
  const last = starts.length === 0 ? clock.now() : Math.max(...starts)
  const from = random.pick([first, first - random.int(0, 3 * HOUR), Math.floor((first + last) / 2)])
  const isOpen = last > clock.now() - 24 * HOUR && random.chance(0.6)
  const to = isOpen ? undefined : Math.max(from, last) + random.int(1, 2 * HOUR)
  const startedAt = { from, ...(to === undefined ? {} : { to }) }
  return {
    world: world.asking({ ...filter, startedAt }),
    noun,
    groupBy,
    interval: random.chance(0.7) ? random.pick(STATS_INTERVALS.all) : null,
    timeZone: random.pick([
      golden.timeZone,
      'UTC',
      'Europe/Berlin',
      'Australia/Lord_Howe',
      'America/St_Johns',
    ]),
    from,
    to,
  }
}

const DISTRIBUTION = 'count sum minimum average maximum p50 p90'

function measuresOf(noun: StatsNoun): string {
  const names = Object.entries(STATS_MEASURES[noun]).flatMap(([name, { of }]) =>
    of === 'NUMBERS' ? `${name} { ${DISTRIBUTION} }` : [],
  )
  const events = 'serviceLevelEvents' in STATS_MEASURES[noun] ? 'serviceLevelEvents { event count }' : ''
  return `count byStatus { status count } ${names.join(' ')} ${events}`
}

const OBJECTS = new Set(['agent', 'menu', 'campaign'])

const fieldOf = (noun: StatsNoun, key: string): string =>
  new Map<string, string>(Object.entries(STATS_KEYS[noun])).get(key) ?? assert.fail(key)

async function ask(stage: Stage, question: Question, isNow: boolean): Promise<Told | string> {
  const { world, noun, groupBy, interval, timeZone } = question
  const name = noun.toLowerCase()
  const type = name.charAt(0).toUpperCase() + name.slice(1)
  const fields = groupBy.map((key) => fieldOf(noun, key))
  const keys = fields.map((field) => (OBJECTS.has(field) ? `${field} { id }` : field)).join(' ')
  const { data, errors } = await stage.ask(
    `query ($filter: ${type}Filter!, $groupBy: [${type}StatsKey!]!, $interval: StatsInterval, $timeZone: TimeZone!) {
      stats: ${name}Stats(filter: $filter, groupBy: $groupBy, interval: $interval, timeZone: $timeZone) {
        total { ${measuresOf(noun)} }
        groups { startsAt endsAt ${keys} measures { ${measuresOf(noun)} } }
        isComplete coveredFrom accounts { account state rows message }
      }
    }`,
    {
      filter: { ...toInput(world.golden.filter), ...world.golden.selection },
      groupBy,
      interval,
      timeZone,
    },
    isNow ? { 'x-freshness': 'max-age=0' } : {},
  )
  if (data === null) return errors.map(({ extensions }) => extensions.code).join()
  // Sums may be added in any order.
  const stats = JSON.parse(JSON.stringify(data.stats), (key, value) =>
    key === 'sum' || key === 'average' ? round(value) : value,
  )
  const instant = (text: string | null) => (text === null ? null : Date.parse(text))
  return {
    ...stats,
    coveredFrom: instant(stats.coveredFrom),
    groups: stats.groups.map(({ startsAt, endsAt, measures, ...values }: Record<string, any>) => ({
      startsAt: instant(startsAt),
      endsAt: instant(endsAt),
      keys: fields.map((field) => (OBJECTS.has(field) ? (values[field]?.id ?? null) : values[field])),
      measures,
    })),
  }
}

/** A list of the same rows, whose cached rows the statistic may share. */
async function list(stage: Stage, { world, noun }: Question): Promise<void> {
  const name = noun.toLowerCase()
  const type = name.charAt(0).toUpperCase() + name.slice(1)
  await stage.ask(`query ($filter: ${type}Filter) { ${name}s(filter: $filter, first: 7) { nodes { id } } }`, {
    filter: { ...toInput(world.golden.filter), ...world.golden.selection },
  })
}

function assertStats(question: Question, told: Told | string, isNow: boolean, failing: string | null): void {
  const { world, noun, groupBy, from } = question
  if (typeof told === 'string') {
    if (told === 'LIMIT_EXCEEDED') return assert.ok(plainGroups(question, world.accounts).length > 1000)
    assert.ok(failing !== null || world.accounts.every(world.isSkipped), told)
    return assert.match(told, /^ALL_ACCOUNTS_FAILED$/)
  }
  const { total, groups, isComplete, coveredFrom, accounts } = told
  const states = new Map(accounts.map(({ account, state }) => [account, state]))
  const isWhole = ({ account, state, message }: Told['accounts'][number]) =>
    state === 'COMPLETE' || (state === 'SKIPPED' && !world.isSkipped(account) && message !== null)
  assert.equal(isComplete, accounts.every(isWhole), 'whether it is complete')
  assert.deepEqual([...states.keys()], world.accounts, 'the accounts')
  for (const [account, state] of states) {
    if (world.isSkipped(account)) assert.equal(state, 'SKIPPED', 'filtered by what rows lack')
    else if (account !== failing) assert.match(state, /^(?:COMPLETE|SKIPPED)$/)
  }
  if (isComplete) assert.equal(coveredFrom, from, 'covered from')
  if (!isNow) return
  if (isComplete) {
    assert.deepEqual(total, plainMeasures(noun, rowsOf(question, world.accounts)), 'the total')
    assert.deepEqual(groups, plainGroups(question, world.accounts), 'the groups')
  }
  const place = groupBy.indexOf('ACCOUNT')
  if (place < 0 || isComplete) return
  const whole = accounts.filter(isWhole).map(({ account }) => account)
  const own = groups.filter(({ keys }) => whole.includes(keys[place] ?? ''))
  const plain = plainGroups(question, whole).filter(
    ({ keys }) => keys[place] !== undefined && keys[place] !== null,
  )
  assert.deepEqual(own, plain, 'the groups of accounts that are complete')
}

type AnyRow = Readonly<Record<string, any>>

function rowsOf({ world, from, to }: Question, accounts: readonly string[]): readonly AnyRow[] {
  return accounts
    .filter((account) => !world.isSkipped(account))
    .flatMap((account) => world.wantedOf(account).map(({ row }) => row as AnyRow))
    .filter(({ startedAt }) => startedAt >= from && (to === undefined || startedAt < to))
}

/** The groups, row by row and interval by interval. */
function plainGroups(question: Question, accounts: readonly string[]): readonly Group[] {
  const { noun, groupBy, interval } = question
  const rows = rowsOf(question, accounts)
  if (groupBy.length === 0 && interval === null) return []
  const during = interval === null ? [null] : intervalsOf(question, rows)
  return during.flatMap((one): Group[] => {
    const inside = rows.filter(
      ({ startedAt }) => one === null || (startedAt >= one.startsAt && startedAt < one.endsAt),
    )
    const keysOf = (row: AnyRow) =>
      groupBy.map((key): string | null => {
        const value = row[fieldOf(noun, key)] ?? null
        return typeof value === 'object' && value !== null ? value.id : value
      })
    const times = { startsAt: one?.startsAt ?? null, endsAt: one?.endsAt ?? null }
    const found = Map.groupBy(inside, (row) => JSON.stringify(keysOf(row)))
    if (found.size === 0 && one === null) return []
    if (found.size === 0)
      return [{ ...times, keys: groupBy.map(() => null), measures: plainMeasures(noun, []) }]
    const groups = [...found.values()].map((some) => ({
      ...times,
      keys: keysOf(some[0]!),
      measures: plainMeasures(noun, some),
    }))
    return groups.toSorted((a, b) => b.measures.count - a.measures.count || (nameOf(a) < nameOf(b) ? -1 : 1))
  })
}

/** Groups of one size stand by their keys, each with its length. */
const nameOf = ({ keys }: Group) => keys.map((key) => (key === null ? '-' : `${key.length}=${key}`)).join(' ')

/** Intervals found by looking at the clock of every minute. */
function intervalsOf({ world, interval, timeZone, from, to }: Question, rows: readonly AnyRow[]) {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    dateStyle: 'short',
    timeStyle: 'long',
  })
  const offset = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  const nameAt = (at: number): string => {
    const [day = '', time = ''] = format.format(at).split(', ')
    const [hour, minute] = time.split(':')
    const shift = offset.format(at).split('GMT')[1] ?? ''
    const date = new Date(`${day}T00:00Z`)
    switch (interval) {
      case 'QUARTER_HOUR':
        return `${day} ${hour}:${Math.floor(Number(minute) / 15)} ${shift}`
      case 'HOUR':
        return `${day} ${hour} ${shift}`
      case 'WEEK':
        return toRfc3339(date.getTime() - ((date.getUTCDay() + 6) % 7) * 24 * HOUR)
      case 'MONTH':
        return day.slice(0, 7)
      default:
        return day
    }
  }
  const latest = Math.max(world.clock.now(), from, ...rows.map(({ startedAt }) => startedAt + 1))
  const cuts = [from]
  let at = from
  let name = nameAt(from)
  // The interval that holds the last instant is whole.
  for (let over = false; !over && cuts.length < 1100;) {
    at = Math.floor(at / MINUTE) * MINUTE + MINUTE
    const next = nameAt(at)
    if (to !== undefined && at >= to) break
    if (next === name) continue
    cuts.push(at)
    name = next
    over = to === undefined && at > latest
  }
  const ends = to === undefined ? cuts.slice(1) : [...cuts.slice(1), to]
  return ends.map((endsAt, index) => ({ startsAt: cuts[index]!, endsAt }))
}

/** Sums may be added in any order. The shift keeps averages such as 2.4378125 off the half. */
const round = (value: number | null) => (value === null ? null : Math.round(value * 1e6 + 0.0123) / 1e6)

function plainMeasures(noun: StatsNoun, rows: readonly AnyRow[]) {
  const words = (name: string, all: readonly string[]) =>
    [...Map.groupBy(all, (word) => word)]
      .map(([word, some]) => ({ [name]: word, count: some.length }))
      .toSorted((a, b) => b.count - a.count || (String(a[name]) < String(b[name]) ? -1 : 1))
  const values: Readonly<Record<string, (row: AnyRow) => unknown>> = {
    handleSeconds: (row) => sumOf(row, 'handleSeconds'),
    wrapUpSeconds: (row) => sumOf(row, 'afterWorkSeconds'),
  }
  const numbers = Object.entries(STATS_MEASURES[noun]).flatMap(([name, { of }]) => {
    if (of !== 'NUMBERS') return []
    const all = rows.map(values[name] ?? ((row) => row[name])).filter((value) => typeof value === 'number')
    return [[name, plainDistribution(all)]]
  })
  const events = rows.flatMap(({ queueDurations }) =>
    (queueDurations ?? []).flatMap(({ serviceLevelEvent }: AnyRow) => serviceLevelEvent ?? []),
  )
  return {
    count: rows.length,
    byStatus: words(
      'status',
      rows.map(({ status }) => status ?? 'UNKNOWN'),
    ),
    ...Object.fromEntries(numbers),
    ...('serviceLevelEvents' in STATS_MEASURES[noun] ? { serviceLevelEvents: words('event', events) } : {}),
  }
}

function sumOf({ handleDurations }: AnyRow, part: string): number | null {
  const all = (handleDurations ?? []).flatMap((stretch: AnyRow) => stretch[part] ?? [])
  return all.length === 0 ? null : all.reduce((sum: number, one: number) => sum + one, 0)
}

function plainDistribution(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b)
  const count = sorted.length
  const sum = count === 0 ? null : sorted.reduce((all, one) => all + one, 0)
  const rank = (percent: number) => sorted[Math.ceil((count * percent) / 100) - 1] ?? null
  return {
    count,
    sum: round(sum),
    minimum: sorted[0] ?? null,
    average: sum === null ? null : round(sum / count),
    maximum: sorted.at(-1) ?? null,
    p50: rank(50),
    p90: rank(90),
  }
}

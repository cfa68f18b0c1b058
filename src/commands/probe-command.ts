// `npm run probe`: real accounts settle undocumented claims. Read only, at half of the quota.
//
//     | calls | `created_at` filters | fails | refused |
//     <ACCOUNT>_OVERRIDES={"paths":{"menus":"/menu"}}
import type { Environment } from '../config/read.ts'
import type { Clock } from '../domain/time.ts'
import type { Output } from './command.ts'
import type { Finding, Overrides, Probed, ProbedList } from './probe-account.ts'
import type { AccountConfig } from '../vendors/index.ts'
import { parseArgs } from 'node:util'
import { systemClock } from '../clock.ts'
import { Refusal } from '../config/parse.ts'
import { createBudget } from '../domain/budget.ts'
import { VENDOR_NAMES } from '../domain/vendor.ts'
import { createAccounts, descriptionOf } from '../vendors/index.ts'
import { VERSION } from '../version.ts'
import { readSettings, refuse } from './command.ts'
import { probeAccount } from './probe-account.ts'

const USAGE = `npm run probe -- [--requests NUMBER] [ACCOUNTS…]

  ACCOUNTS     names of accounts; all when absent
  --requests   the most requests to one account, 120 by default

Prints a report without values: no id, name, number, address or text of a row, only keys and kinds of values.
Ctrl-C ends the questions and prints the findings so far. The exit code is 1 if an account does not answer.`

/** Enough for each vendor; UJET takes some 45. */
const USUAL_REQUESTS = 120

/** Every other slot is left to a gateway that runs beside the probe. */
const SHARE = 2

interface Deps {
  readonly fetch: typeof fetch
  readonly clock: Clock
  /** Ends the questions. */
  readonly signal: AbortSignal
}

/** Of a process that ends by SIGINT. */
const INTERRUPTED = 130

/** Returns the exit code: 0, 1 for an account that does not answer, 2 for arguments or settings, 130 after Ctrl-C. */
export async function probeCommand(
  args: readonly string[],
  environment: Environment,
  output: Output,
  deps: Deps = { fetch, clock: systemClock, signal: signalOfInterrupt() },
): Promise<number> {
  try {
    const { values, positionals: wanted } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        requests: { type: 'string', default: String(USUAL_REQUESTS) },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) {
      output.print(USAGE)
      return 0
    }
    if (!/^[1-9]\d*$/.test(values.requests)) throw new Refusal('--requests: expected a whole number above 0')
    const config = readSettings(environment)
    const names = config.accounts.map(({ name }) => name)
    if (wanted.some((name) => !names.includes(name)))
      throw new Refusal(`expected accounts among ${names.join(', ')}`)
    const accounts = config.accounts.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
    let code = 0
    for (const account of accounts) {
      const { report, lists } = await probe(account, Number(values.requests), output, deps)
      if (lists.length > 0) output.print(report)
      if (deps.signal.aborted) return INTERRUPTED
      if (lists.some(({ shape }) => shape.length > 0)) continue
      code = 1
      output.warn(
        `${account.name}: no list was answered (${lists[0]?.outcome}); check its address and credentials, then probe again`,
      )
    }
    return code
  } catch (error) {
    return refuse(error, output)
  }
}

/** The second Ctrl-C ends the process. */
function signalOfInterrupt(): AbortSignal {
  const interrupt = new AbortController()
  process.once('SIGINT', () => interrupt.abort())
  return interrupt.signal
}

async function probe(config: AccountConfig, most: number, output: Output, { signal, ...deps }: Deps) {
  let requests = 0
  const slow = slowed(config)
  const [account] = createAccounts([slow], descriptionOf, {
    ...deps,
    emit: (event) => {
      if (event.type === 'request') requests += event.attempts
    },
  })
  if (account === undefined) throw new Error('an account that is configured is created')
  output.warn(`${config.name}: at most ${most} requests, one in ${slow.quota.windowMs / 1000} s`)
  const probed = await probeAccount(account, descriptionOf(config.vendor), {
    clock: deps.clock,
    budget: createBudget(most),
    signal,
    onList: (noun) => output.warn(`${config.name}: asking for ${toWords(noun)}`),
  })
  const by = `${requests} ${requests === 1 ? 'request' : 'requests'} by Switchboard ${VERSION}${signal.aborted ? ', interrupted' : ''}.`
  // Names of accounts are the operator's own.
  return { report: toReport(VENDOR_NAMES[config.vendor], by, probed), lists: probed.lists }
}

/** Evenly, without bursts: 40 in 10 s become one in 500 ms. */
function slowed(config: AccountConfig): AccountConfig {
  const { requests, windowMs } = config.quota
  return { ...config, quota: { requests: 1, windowMs: (SHARE * windowMs) / requests } }
}

// Report ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

function toWords(noun: string): string {
  return noun.toLowerCase().replaceAll('_', ' ')
}

const RESULTS: Readonly<Record<Finding['result'], string>> = { HOLDS: 'holds', FAILS: 'fails', OPEN: 'open' }

function toReport(vendor: string, by: string, { lists, findings, overrides }: Probed): string {
  return [
    `# ${vendor}`,
    `${by} Values are left out: only keys, kinds of values and how often each came.`,
    ...toSettings(overrides),
    '## Undocumented claims',
    'Open claims are those that this account does not settle; the shapes below may.',
    toTable([
      ['list', 'claim', 'result', 'note'],
      ...findings.map(({ noun, claim, result, note }) => [toWords(noun), claim, RESULTS[result], note]),
    ]),
    ...lists.map(toSection),
    '',
  ].join('\n\n')
}

function toSettings(overrides: Overrides): readonly string[] {
  const set = Object.entries(overrides).filter(([, names]) => Object.keys(names).length > 0)
  if (set.length === 0) return []
  return [
    '## Settings',
    'Set this for the account, e.g. as `UJET_OVERRIDES`:',
    `    <ACCOUNT>_OVERRIDES=${JSON.stringify(Object.fromEntries(set))}`,
  ]
}

function toSection({ noun, path, outcome, shape, unread, unfilled }: ProbedList): string {
  const lines = shape.map(({ path: place, kinds }) => `${place}  ${kinds}`)
  return [
    `## ${toWords(noun)}, \`${path}\`: ${outcome}`,
    ...(unread.length === 0 ? [] : [`Keys that Switchboard does not read: ${toList(unread)}.`]),
    ...(unfilled.length === 0 ? [] : [`Fields that no row fills: ${toList(unfilled)}.`]),
    ...(lines.length === 0 ? [] : [['```', ...lines, '```'].join('\n')]),
  ].join('\n\n')
}

function toList(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ')
}

function toTable([header = [], ...rows]: readonly (readonly string[])[]): string {
  const toLine = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [toLine(header), toLine(header.map(() => '---')), ...rows.map(toLine)].join('\n')
}

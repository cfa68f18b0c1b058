// `npm run price -- FILES…`: the price of operations in files, for pull requests. Sends nothing, needs no credentials.
//
//     operation    requests  seconds  by account
//     TodaysCalls  6–25      0.2–30   ujet 1–6, callcap 1–6, whippy 1–6, allo-media 1–6, twin 2–12
import type { GraphQLSchema } from 'graphql'
import type { Config } from '../config/config.ts'
import type { Environment } from '../config/read.ts'
import type { PlannedAccount } from '../gather/price.ts'
import type { Output } from './command.ts'
import type { Operation } from './operation-files.ts'
import { parseArgs } from 'node:util'
import { getVariableValues, Kind } from 'graphql'
import { systemClock } from '../clock.ts'
import { toPrefix } from '../config/accounts.ts'
import { refusalsOf } from '../config/operations.ts'
import { Refusal } from '../config/parse.ts'
import { kindOf } from '../domain/errors.ts'
import { EVERYBODY } from '../domain/viewer.ts'
import { toClientError } from '../door/errors.ts'
import { createPricing } from '../gather/price.ts'
import { priceOf } from '../graphql/price.ts'
import { readSettings, refuse } from './command.ts'
import { readJson, readOperations, readText, toVariables } from './operation-files.ts'
import { createSchema } from '../schema.ts'
import { createAccounts, DESCRIPTIONS, descriptionOf } from '../vendors/index.ts'
import { toObject } from '../vendors/wire.ts'

const USAGE = `npm run price -- [--json] [--max REQUESTS] [--base FILE] FILES…

  FILES        documents (.graphql, .gql), manifests of registered operations (.json),
               or code with documents in gql\`…\`, graphql(\`…\`) or /* GraphQL */ \`…\`
  --json       prints JSON, which is a base for later runs
  --max        the most requests that an operation may cost
  --base       JSON of an earlier run: an operation that costs more than there fails

Variables of recent.graphql or recent.tsx are in recent.json beside it. "now-24h" is an instant there.
Fragments may be in any of the files. The exit code is 1 if an operation fails.`

interface Priced {
  readonly operation: string
  readonly file: string
  readonly minRequests: number
  readonly maxRequests: number
  readonly minSeconds: number
  readonly maxSeconds: number
  /** Accounts that are asked. */
  readonly accounts: readonly PlannedAccount[]
}

type Range = Pick<Priced, 'minRequests' | 'maxRequests'>

/** Returns the exit code: 0, 1 for an operation that fails, 2 for arguments or settings. */
export function priceCommand(args: readonly string[], environment: Environment, output: Output): number {
  try {
    const { values, positionals: files } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        max: { type: 'string' },
        base: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) {
      output.print(USAGE)
      return 0
    }
    if (files.length === 0) throw new Refusal(USAGE)
    const most = values.max === undefined ? null : toMost(values.max)
    const config = readSettings(environment, credentialsFor)
    const accounts = config.accounts.map(({ name }) => name)
    const base = values.base === undefined ? null : toBase(values.base, accounts)
    const { priced, problems } = price(files, config)
    const failures = [...problems, ...priced.flatMap((one) => failuresOf(one, most, base))]
    const { maxUpstreamRequests, deadlineMs } = config.door
    if (values.json) output.print(JSON.stringify({ accounts, operations: priced }, null, 2))
    else {
      output.print(
        `Accounts: ${accounts.join(', ')}. Budget: ${maxUpstreamRequests} requests, ${deadlineMs / 1000} s.\n`,
      )
      output.print(toTable(priced, base))
    }
    for (const failure of failures) output.warn(failure)
    return failures.length === 0 ? 0 : 1
  } catch (error) {
    return refuse(error, output)
  }
}

function toMost(text: string): number {
  const most = Number(text)
  if (/^\d+$/.test(text) && most > 0) return most
  throw new Refusal(`--max: expected a whole number of requests above 0, got ${kindOf(text)}`)
}

// Settings ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Placeholders for accounts without credentials, e.g. in CI.
 * Without any account: one account of each vendor.
 */
function credentialsFor(given: Environment): Environment {
  const isSet = (name: string) => [name, `${name}_FILE`].some((one) => (given[one] ?? '').trim() !== '')
  const descriptions = Object.values(DESCRIPTIONS)
  const wanted = given.ACCOUNTS?.trim() ? given.ACCOUNTS.split(',') : null
  const entries = wanted ?? descriptions.map(({ defaultName }) => defaultName)
  const bare = entries.flatMap((entry) => {
    const [name = '', vendor = name] = entry.trim().split(':')
    const { settings = [] } = descriptions.find(({ defaultName }) => defaultName === vendor) ?? {}
    const credentials = settings.filter(({ fallback = '' }) => fallback === '')
    return credentials.some(({ suffix }) => isSet(toPrefix(name) + suffix)) ? [] : [{ name, credentials }]
  })
  if (wanted === null && bare.length < entries.length) return {}
  const placeholders = bare.flatMap(({ name, credentials }) =>
    credentials
      .filter(({ instead }) => instead === undefined)
      // A host for each account: accounts of one host share its quota.
      .map(({ suffix, kind }) => [
        toPrefix(name) + suffix,
        kind === 'url' ? `https://${name.toLowerCase()}.example.com` : 'none',
      ]),
  )
  return Object.fromEntries(placeholders)
}

// Prices ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

function price(files: readonly string[], config: Config) {
  const schema = createSchema()
  const accounts = createAccounts(config.accounts, descriptionOf, {
    fetch: () => Promise.reject(new Error('a price sends nothing')),
    clock: systemClock,
    emit: () => {},
  })
  const pricing = createPricing(accounts, config.gather.maxScanPages)
  const { maxUpstreamRequests, limits } = config.door
  const read = readOperations(files, limits)
  const problems = [...read.problems]
  const priced: Priced[] = []

  for (const operation of read.operations) {
    const { name, file } = operation
    const args = { schema, document: operation.document, variableValues: operation.variables }
    const refusals = refusalsOf(operation.document, { schema, limits, name: file })
    const problem = refusals.length > 0 ? refusals : variableProblems(schema, operation)
    problems.push(...problem)
    const charges = problem.length > 0 ? null : priceOf(args, pricing, EVERYBODY)
    if (charges === null) continue
    const plan = pricing.plan(charges, config.door)
    const sum = (key: 'minRequests' | 'maxRequests') => plan.reduce((total, one) => total + one[key], 0)
    const minRequests = sum('minRequests')
    priced.push({
      operation: name,
      file,
      minRequests,
      maxRequests: Math.min(sum('maxRequests'), Math.max(minRequests, maxUpstreamRequests)),
      minSeconds: Math.max(...plan.map(({ minSeconds }) => minSeconds)),
      maxSeconds: Math.max(...plan.map(({ maxSeconds }) => maxSeconds)),
      accounts: plan.filter(({ maxRequests }) => maxRequests > 0),
    })
    if (minRequests > maxUpstreamRequests)
      problems.push(
        `${name}: costs at least ${minRequests} requests, and MAX_UPSTREAM_REQUESTS allows ${maxUpstreamRequests}; Switchboard refuses it`,
      )
  }
  return { priced, problems }
}

/** E.g. `recent.graphql: Variable "$id" of required type "ID!" was not provided.` */
function variableProblems(
  schema: GraphQLSchema,
  { file, document, variables }: Operation,
): readonly string[] {
  const definitions = document.definitions.flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION ? (one.variableDefinitions ?? []) : [],
  )
  const { errors = [] } = getVariableValues(schema, definitions, variables)
  return errors.map((error) => {
    const { message } = toClientError(error, () => {})
    return `${file}: ${message.replace(/\.?$/, '.')} Variables are read from ${toVariables(file)}.`
  })
}

// Limits ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

type Base = ReadonlyMap<string, Range>

/** Throws Refusal, also for the prices of other accounts. */
function toBase(path: string, accounts: readonly string[]): Base {
  try {
    const { operations, accounts: before } = readJson(readText(path))
    if (!Array.isArray(operations) || !Array.isArray(before))
      throw new Refusal('expected JSON of `npm run -s price -- --json`')
    if (before.join() !== accounts.join())
      throw new Refusal(
        `expected prices of ${accounts.join(', ')}, got those of other accounts; set ACCOUNTS alike`,
      )
    const entries = operations.flatMap((one: unknown) => {
      const { operation, minRequests, maxRequests } = toObject(one) ?? {}
      const isRange = typeof minRequests === 'number' && typeof maxRequests === 'number'
      return typeof operation === 'string' && isRange
        ? [[operation, { minRequests, maxRequests }] as const]
        : []
    })
    return new Map(entries)
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(`--base: ${path}: ${error.message}`) : error
  }
}

function failuresOf(
  { operation, minRequests, maxRequests }: Priced,
  most: number | null,
  base: Base | null,
): readonly string[] {
  const before = base?.get(operation)
  const isDearer =
    before !== undefined && (minRequests > before.minRequests || maxRequests > before.maxRequests)
  return [
    ...(most !== null && maxRequests > most
      ? [`${operation}: costs up to ${maxRequests} requests, and --max allows ${most}`]
      : []),
    ...(isDearer
      ? [
          `${operation}: costs ${toRange({ minRequests, maxRequests })} requests, and ${toRange(before)} in the base`,
        ]
      : []),
  ]
}

// Table ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

function toTable(priced: readonly Priced[], base: Base | null): string {
  const header = ['operation', 'requests', ...(base === null ? [] : ['base']), 'seconds', 'by account']
  const rows = priced.map((one) => {
    const before = base?.get(one.operation)
    return [
      one.operation,
      toRange(one),
      ...(base === null ? [] : [before === undefined ? 'new' : toRange(before)]),
      between(one.minSeconds, one.maxSeconds),
      one.accounts.map((account) => `${account.account} ${toRange(account)}`).join(', '),
    ]
  })
  return toColumns([header, ...rows])
}

/** Columns of equal width; the last one ends where its text does. */
function toColumns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
  return lines.map((line) => line.trimEnd()).join('\n')
}

/** E.g. `1–6`, or `2` where both are equal. */
function toRange({ minRequests, maxRequests }: Range): string {
  return between(minRequests, maxRequests)
}

function between(least: number, most: number): string {
  const [from, to] = [least, most].map((one) => String(Number(one.toFixed(1))))
  return from === to ? `${from}` : `${from}–${to}`
}

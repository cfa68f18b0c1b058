// The environment read once and checked as a whole: either a configuration, or every problem in one list.
import type { Descriptions } from './accounts.ts'
import type { EnvFile } from './env-file.ts'
import type { Limits } from '../door/limits.ts'
import type { Persisted } from '../door/persisted.ts'
import type { SignInOptions } from '../door/sign-in.ts'
import type { Environment, ReadFile, Reader } from './environment.ts'
import type { WatchLimits } from '../gather/watch.ts'
import type { Values } from './settings.ts'
import type { AccountConfig } from '../vendors/account.ts'
import { readFileSync } from 'node:fs'
import { readAccounts } from './accounts.ts'
import { NO_ENV_FILE } from './env-file.ts'
import { contentOf, createReader } from './environment.ts'
import { operations } from './operations.ts'
import { Refusal } from './parse.ts'
import { SETTINGS } from './settings.ts'
import { readSignIn } from './sign-in.ts'
import { DESCRIPTIONS } from '../vendors/index.ts'
import { warningsOf } from './warnings.ts'

export interface Config {
  readonly host: string
  readonly port: number
  readonly opsPort: number | null
  readonly trustedProxies: readonly string[]
  readonly corsOrigins: readonly string[]
  readonly signIn: SignInOptions
  readonly graphiql: boolean
  readonly introspection: boolean
  readonly deadlineMs: number
  readonly limits: Limits
  readonly bodyBytes: number
  readonly parallel: number
  readonly persisted: Persisted | null
  readonly maxUpstreamRequests: number
  readonly maxScanPages: number
  readonly watchLimits: WatchLimits
  readonly cacheBytes: number
  readonly cursorSecret: string | null
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
  readonly drainMs: number
  readonly redisUrl: string | null
  readonly expectedInstances: number
  readonly otlpEndpoint: string | null
  readonly accounts: readonly AccountConfig[]
  /** Settings that are likely meant otherwise than they are read; no value is in them. */
  readonly warnings: readonly string[]
}

/** Its message is the whole list of problems, and of warnings, which may say why; no value of a variable is in it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[], warnings: readonly string[] = []) {
    const first = ['Switchboard cannot start with these settings:', ...problems].join('\n- ')
    super(warnings.length === 0 ? first : [`${first}\nBesides:`, ...warnings].join('\n- '))
    this.problems = problems
  }
}

/** Throws ConfigError. `descriptions` are the vendors that can be served; a variable of `environment` goes before the file's. */
export function loadConfig(
  environment: Environment,
  readFile: ReadFile = (path) => readFileSync(path, 'utf8'),
  descriptions: Descriptions = DESCRIPTIONS,
  file: EnvFile = NO_ENV_FILE,
): Config {
  const reader = createReader({ ...file.variables, ...environment }, readFile, file.refused)
  const values = reader.readAll(SETTINGS)
  // A setting that was refused is missing, whatever its type says.
  const accounts = readAccounts(values.ACCOUNTS ?? [], descriptions, reader)
  const persisted = readPersisted(values, reader, readFile)
  reader.attempt('OPS_PORT', SETTINGS.OPS_PORT, () => {
    if (values.OPS_PORT !== null && values.OPS_PORT === values.PORT && values.PORT > 0)
      throw new Refusal('expected another port than PORT, which clients reach')
  })
  const signIn = readSignIn(values, accounts, reader.attempt)
  const warnings = warningsOf({ environment, file, values, accounts, descriptions })
  const problems = [...file.problems, ...reader.problems]
  if (problems.length > 0 || signIn === undefined) throw new ConfigError(problems, warnings)
  return {
    host: values.HOST,
    port: values.PORT,
    opsPort: values.OPS_PORT,
    trustedProxies: values.TRUSTED_PROXIES,
    corsOrigins: values.CORS_ORIGINS,
    signIn,
    graphiql: values.GRAPHIQL ?? values.AUTH === 'none',
    introspection: values.INTROSPECTION ?? values.AUTH === 'none',
    deadlineMs: values.DEADLINE_MS,
    limits: limitsOf(values),
    bodyBytes: values.LIMIT_BODY_BYTES,
    parallel: values.LIMIT_PARALLEL,
    persisted: persisted ?? null,
    maxUpstreamRequests: values.MAX_UPSTREAM_REQUESTS,
    maxScanPages: values.MAX_SCAN_PAGES,
    watchLimits: {
      watchers: values.LIMIT_WATCHERS,
      watchersPerClient: values.LIMIT_WATCHERS_PER_CLIENT,
    },
    cacheBytes: values.CACHE_BYTES,
    cursorSecret: values.CURSOR_SECRET,
    logLevel: values.LOG_LEVEL,
    drainMs: values.DRAIN_MS,
    redisUrl: values.REDIS_URL,
    expectedInstances: values.EXPECTED_INSTANCES,
    otlpEndpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT,
    accounts,
    warnings,
  }
}

function limitsOf(values: Values<typeof SETTINGS>): Limits {
  return {
    depth: values.LIMIT_DEPTH,
    tokens: values.LIMIT_TOKENS,
    aliases: values.LIMIT_ALIASES,
    ids: values.LIMIT_IDS,
  }
}

function readPersisted(
  values: Values<typeof SETTINGS>,
  reader: Reader,
  readFile: ReadFile,
): Persisted | null | undefined {
  const { PERSISTED_FILE: path, PERSISTED_ONLY: only } = values
  if (path === null && !only) return null
  return reader.attempt('PERSISTED_FILE', SETTINGS.PERSISTED_FILE, () => {
    if (path === null) throw new Refusal('not set, and PERSISTED_ONLY is on')
    return { documents: operations(contentOf(path, 'PERSISTED_FILE', readFile), limitsOf(values)), only }
  })
}

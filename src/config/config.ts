// The environment, read once and checked as a whole: a configuration, or all problems in one list.
import type { DoorOptions } from '../door/door.ts'
import type { Persisted } from '../door/params.ts'
import type { SignInOptions } from '../door/sign-in.ts'
import type { TokenOptions } from '../door/token.ts'
import type { AccountConfig } from '../vendors/account.ts'
import type { Descriptions } from './accounts.ts'
import type { Environment, EnvFile, ReadFile, Reader } from './read.ts'
import type { Values } from './settings.ts'
import { readFileSync } from 'node:fs'
import { toAccountName, toViewer } from '../domain/viewer.ts'
import { DESCRIPTIONS } from '../vendors/index.ts'
import { readAccounts } from './accounts.ts'
import { operations } from './operations.ts'
import { Refusal } from './parse.ts'
import { contentOf, createReader, NO_ENV_FILE } from './read.ts'
import { SETTINGS } from './settings.ts'
import { warningsOf } from './warnings.ts'

type Table = Values<typeof SETTINGS>

/** Nested as the parts take it. */
export interface Config {
  readonly server: Table['server']
  readonly door: DoorOptions
  readonly gather: Table['gather']
  readonly accounts: readonly AccountConfig[]
  /** E.g. `PROT: not read, since no setting has this name; PORT is one`. */
  readonly warnings: readonly string[]
}

/** Lists all problems, and warnings that may explain them; never a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[], warnings: readonly string[] = []) {
    const first = ['Switchboard cannot start with these settings:', ...problems].join('\n- ')
    super(warnings.length === 0 ? first : [`${first}\nBesides:`, ...warnings].join('\n- '))
    this.problems = problems
  }
}

/** Throws ConfigError. `environment` overrides `file`. */
export function loadConfig(
  environment: Environment,
  readFile: ReadFile = (path) => readFileSync(path, 'utf8'),
  descriptions: Descriptions = DESCRIPTIONS,
  file: EnvFile = NO_ENV_FILE,
): Config {
  const reader = createReader({ ...file.variables, ...environment }, readFile, file.refused)
  const values = reader.readAll(SETTINGS)
  const { server, door, gather } = values
  // A refused setting is missing, whatever its type says.
  const accounts = readAccounts(values.accounts ?? [], descriptions, reader)
  const persisted = readPersisted(door, reader, readFile)
  reader.attempt(SETTINGS.server.opsPort, () => {
    if (server.opsPort !== null && server.opsPort === server.port && server.port > 0)
      throw new Refusal('expected another port than PORT, which clients reach')
  })
  reader.attempt(SETTINGS.server.sharedMemory, () => {
    if (!server.sharedMemory) return
    if (server.redisUrl === null) throw new Refusal('on, and REDIS_URL is not set')
    if (server.memorySecret === null) throw new Refusal('on, and MEMORY_SECRET is not set')
  })
  const signIn = readSignIn(values.signIn, accounts, reader.attempt)
  const warnings = warningsOf({ environment, file, values: reader.values, accounts, descriptions })
  const problems = [...file.problems, ...reader.problems]
  if (problems.length > 0 || signIn === undefined) throw new ConfigError(problems, warnings)
  const isOpen = signIn.by === 'none'
  return {
    server,
    door: {
      ...door,
      signIn,
      graphiql: door.graphiql ?? isOpen,
      console: door.console ?? isOpen,
      introspection: door.introspection ?? isOpen,
      persisted: persisted ?? null,
      alwaysReport: false,
    },
    gather,
    accounts,
    warnings,
  }
}

function readPersisted(
  { persisted: { file, only }, limits }: Table['door'],
  reader: Reader,
  readFile: ReadFile,
): Persisted | null | undefined {
  if (file === null && !only) return null
  return reader.attempt(SETTINGS.door.persisted.file, () => {
    if (file === null) throw new Refusal('not set, and PERSISTED_ONLY is on')
    return { documents: operations(contentOf(file, 'PERSISTED_FILE', readFile), limits), only }
  })
}

// Sign-in ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

type Accounts = readonly Pick<AccountConfig, 'name'>[]
type Attempt = Reader['attempt']

/** Undefined when a setting is missing, which is then a problem. */
function readSignIn(
  values: Table['signIn'],
  accounts: Accounts,
  attempt: Attempt,
): SignInOptions | undefined {
  const need = (name: 'issuer' | 'audience' | 'routerSecret') =>
    attempt(SETTINGS.signIn[name], () => {
      if (values[name] === null) throw new Refusal(`not set, and AUTH=${values.by} needs it`)
      return values[name]
    })
  switch (values.by) {
    case 'none': {
      // A refused setting is missing, whatever its type says.
      const grants = values.anonymousScopes ?? []
      checkAccounts(grants, accounts, attempt)
      return { by: 'none', viewer: toViewer(grants) }
    }
    case 'jwt': {
      const [keys, issuer, audience] = [readKeys(values, attempt), need('issuer'), need('audience')]
      if (keys === undefined || issuer === undefined || audience === undefined) return undefined
      return { by: 'jwt', keys, issuer, audience, clockSkewSeconds: values.clockSkewSeconds }
    }
    case 'router': {
      const secret = need('routerSecret')
      return secret === undefined ? undefined : { by: 'router', secret }
    }
  }
}

function readKeys(
  { jwksUrl: url, key }: Table['signIn'],
  attempt: Attempt,
): TokenOptions['keys'] | undefined {
  return attempt(SETTINGS.signIn.jwksUrl, () => {
    if (url !== null && key !== null) throw new Refusal('set beside JWT_KEY, which it stands instead of')
    if (url !== null) return { url }
    if (key !== null) return { key }
    throw new Refusal('not set, and neither is JWT_KEY; AUTH=jwt needs one of them')
  })
}

/** A grant for an unknown account would hide all known ones. */
function checkAccounts(grants: readonly string[], accounts: Accounts, attempt: Attempt): void {
  attempt(SETTINGS.signIn.anonymousScopes, () => {
    const granted = grants.flatMap((grant) => toAccountName(grant) ?? [])
    const names = accounts.map(({ name }) => name)
    if (granted.every((name) => names.includes(name))) return
    throw new Refusal(`expected accounts among ${names.join(', ')}`)
  })
}

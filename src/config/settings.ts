// The settings as tables: what each is for, what stands in for it, and how its text is read. `.env.example` tells the
// same to people, and a test keeps both alike.
import type { Parse } from './parse.ts'
import { DEFAULT_LIMITS } from '../door/limits.ts'
import { DEFAULT_WATCH_LIMITS } from '../gather/watch.ts'
import { MOST_PARALLEL } from '../door/admission.ts'
import { MOST_BODY_BYTES } from '../door/params.ts'
import {
  commaList,
  DEFAULT_GRANTS,
  grants,
  host,
  keysAddress,
  line,
  networks,
  oneOf,
  onOff,
  optional,
  origins,
  publicKey,
  redisUrl,
  sharedSecret,
  url,
  whole,
} from './parse.ts'

export interface Setting<T = unknown> {
  readonly meaning: string
  /** The text that is read when the variable is not set. */
  readonly fallback: string
  readonly parse: Parse<T>
  /** May come as a file instead, named by `<NAME>_FILE`. */
  readonly secret?: boolean
  /** The setting without which this one does nothing, as `NAME` or `NAME=value`. */
  readonly usedWith?: string
}

export type Settings = Readonly<Record<string, Setting>>

/** What a table's settings are once they are read. */
export type Values<Table extends Settings> = {
  readonly [Name in keyof Table]: Table[Name] extends Setting<infer T> ? T : never
}

export const SETTINGS = {
  HOST: { meaning: 'address to listen on', fallback: '0.0.0.0', parse: host },
  PORT: { meaning: 'port to listen on; 0 takes any free one', fallback: '4000', parse: whole(0, 65_535) },
  OPS_PORT: {
    meaning: 'port of /health, /ready and /metrics instead of PORT; 0 takes any free one',
    fallback: '',
    parse: optional(whole(0, 65_535)),
  },
  TRUSTED_PROXIES: {
    meaning: 'addresses or networks of the proxies whose x-forwarded-for tells the address of the client',
    fallback: '',
    parse: networks,
  },
  CORS_ORIGINS: {
    meaning: 'origins whose pages may call from a browser, separated by commas',
    fallback: '',
    parse: origins,
  },
  AUTH: {
    meaning: 'who is asked for a sign-in: none, jwt or router',
    fallback: '',
    parse: oneOf('none', 'jwt', 'router'),
  },
  ANONYMOUS_SCOPES: {
    meaning: 'what whoever asks may see with AUTH=none, scopes separated by commas; * is everything',
    fallback: DEFAULT_GRANTS,
    parse: grants,
    usedWith: 'AUTH=none',
  },
  JWT_JWKS_URL: {
    meaning: 'address where the issuer of tokens publishes its public keys; AUTH=jwt',
    fallback: '',
    parse: optional(keysAddress),
    usedWith: 'AUTH=jwt',
  },
  JWT_KEY: {
    meaning: 'public key of the issuer of tokens, as PEM or JWK, instead of JWT_JWKS_URL',
    fallback: '',
    parse: optional(publicKey),
    secret: true,
    usedWith: 'AUTH=jwt',
  },
  JWT_ISSUER: {
    meaning: 'claim iss that tokens must have; AUTH=jwt',
    fallback: '',
    parse: optional(line),
    usedWith: 'AUTH=jwt',
  },
  JWT_AUDIENCE: {
    meaning: 'claim aud that tokens must have, so that tokens for others are refused; AUTH=jwt',
    fallback: '',
    parse: optional(line),
    usedWith: 'AUTH=jwt',
  },
  JWT_CLOCK_SKEW_SECONDS: {
    meaning: 'seconds by which the clocks of the issuer and of this machine may differ',
    fallback: '30',
    parse: whole(0, 600),
    usedWith: 'AUTH=jwt',
  },
  ROUTER_SECRET: {
    meaning: 'secret that the router in front sends with every request; AUTH=router',
    fallback: '',
    parse: optional(sharedSecret),
    secret: true,
    usedWith: 'AUTH=router',
  },
  GRAPHIQL: {
    meaning: 'whether GraphiQL is served to browsers, on or off; on with AUTH=none, else off',
    fallback: '',
    parse: optional(onOff),
  },
  INTROSPECTION: {
    meaning: 'whether the schema may be asked for, on or off; on with AUTH=none, else off',
    fallback: '',
    parse: optional(onOff),
  },
  DEADLINE_MS: {
    meaning: 'milliseconds that a whole operation may take, waiting in the queue included',
    fallback: '30000',
    parse: whole(500, 600_000),
  },
  MAX_UPSTREAM_REQUESTS: {
    meaning: 'upstream requests that an operation may send; one that needs more at the least is refused',
    fallback: '25',
    parse: whole(1, 100_000),
  },
  MAX_SCAN_PAGES: {
    meaning: 'vendor pages read per account for one page of an answer when Switchboard filters itself',
    fallback: '5',
    parse: whole(1, 100),
  },
  LIMIT_DEPTH: {
    meaning: 'levels of fields inside fields that an operation may have',
    fallback: String(DEFAULT_LIMITS.depth),
    parse: whole(1, 1000),
  },
  LIMIT_TOKENS: {
    meaning: 'tokens that the document of an operation may have',
    fallback: String(DEFAULT_LIMITS.tokens),
    parse: whole(10, 1_000_000),
  },
  LIMIT_ALIASES: {
    meaning: 'aliases that an operation may have, fragments counted wherever they are spread',
    fallback: String(DEFAULT_LIMITS.aliases),
    parse: whole(0, 100_000),
  },
  LIMIT_IDS: {
    meaning: 'ids, representations and other entries that all lists among the arguments may have together',
    fallback: String(DEFAULT_LIMITS.ids),
    parse: whole(1, 1_000_000),
  },
  LIMIT_BODY_BYTES: {
    meaning: 'bytes that the body of a request may have',
    fallback: String(MOST_BODY_BYTES),
    parse: whole(1024, 104_857_600),
  },
  LIMIT_WATCHERS: {
    meaning: 'subscriptions that may be open at once',
    fallback: String(DEFAULT_WATCH_LIMITS.watchers),
    parse: whole(0, 1_000_000),
  },
  LIMIT_WATCHERS_PER_CLIENT: {
    meaning:
      'subscriptions that one client may have open at once; a client is an address or a person who has signed in',
    fallback: String(DEFAULT_WATCH_LIMITS.watchersPerClient),
    parse: whole(0, 1_000_000),
  },
  LIMIT_PARALLEL: {
    meaning: 'operations of one client that may run or wait at once',
    fallback: String(MOST_PARALLEL),
    parse: whole(1, 1_000_000),
  },
  PERSISTED_FILE: {
    meaning: 'path of a JSON file with the operations that may be asked for by their ids',
    fallback: '',
    parse: optional(line),
  },
  PERSISTED_ONLY: {
    meaning: 'whether only the operations of PERSISTED_FILE are answered, on or off',
    fallback: 'off',
    parse: onOff,
  },
  CACHE_BYTES: {
    meaning: 'bytes of memory for all caches together',
    fallback: '268435456',
    parse: whole(1_048_576, 1_099_511_627_776),
  },
  CURSOR_SECRET: {
    meaning: 'signs cursors and keys the hashes in them; instances that share cursors need the same one',
    fallback: '',
    parse: optional(sharedSecret),
    secret: true,
  },
  LOG_LEVEL: {
    meaning: 'how much is logged: fatal, error, warn, info, debug, trace or silent',
    fallback: 'info',
    parse: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
  },
  REDIS_URL: {
    meaning: 'address of the Redis through which instances share quotas, as redis:// or rediss://',
    fallback: '',
    parse: optional(redisUrl),
    secret: true,
  },
  EXPECTED_INSTANCES: {
    meaning: 'instances that share quotas, by whose number one divides that starts while Redis is away',
    fallback: '1',
    parse: whole(1, 1000),
    usedWith: 'REDIS_URL',
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    meaning: 'address of a collector that is sent traces, by OTLP over HTTP with JSON',
    fallback: '',
    parse: optional(url),
  },
  DRAIN_MS: {
    meaning: 'milliseconds that running operations are given to end before the process stops',
    fallback: '10000',
    parse: whole(0, 600_000),
  },
  ACCOUNTS: {
    meaning: 'accounts to serve, separated by commas, each `name` or `name:vendor`',
    fallback: '',
    parse: commaList,
  },
} as const satisfies Settings

/** Every variable that a table reads. */
export function variablesOf(table: Settings, prefix = ''): readonly string[] {
  return Object.entries(table).flatMap(([suffix, { secret = false }]) => {
    const name = prefix + suffix
    return secret ? [name, `${name}_FILE`] : [name]
  })
}

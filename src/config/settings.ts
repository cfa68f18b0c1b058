// The settings of the process as one table, nested as the parts take them. `.env.example` is written from it.
import type { Parse } from './parse.ts'
import { NOUN_SCOPES } from '../domain/viewer.ts'
import {
  commaList,
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
  /** E.g. `LIMIT_DEPTH`; for an account the part after its prefix, e.g. `QUOTA` of `UJET_QUOTA`. */
  readonly variable: string
  /** One phrase, repeated in errors, e.g. `port to listen on`. */
  readonly meaning: string
  /** More sentences for `.env.example`. A line that begins with two spaces is not wrapped. */
  readonly note?: string
  /** For `.env.example`, e.g. `10.0.0.0/8,fd00::/8`. */
  readonly example?: string
  /** The text that is read when the variable is not set; empty when absent. */
  readonly fallback?: string
  readonly parse: Parse<T>
  /** A secret may come as a file, e.g. `JWT_KEY_FILE=/run/secrets/jwt`. */
  readonly secret?: boolean
  /** The setting without which this one does nothing: `NAME` or `NAME=value`. */
  readonly usedWith?: string
}

/** Settings by the names under which the parts take them. */
export interface Settings {
  readonly [name: string]: Setting | Settings
}

/** The values of a table, e.g. `{ limits: { depth: 12 } }`. */
export type Values<Table> = {
  readonly [Name in keyof Table]: Table[Name] extends Setting<infer T> ? T : Values<Table[Name]>
}

export const SETTINGS = {
  server: {
    host: {
      variable: 'HOST',
      meaning: 'address to listen on',
      note: '127.0.0.1 is reached from this machine only.',
      fallback: '0.0.0.0',
      parse: host,
    },
    port: {
      variable: 'PORT',
      meaning: 'port to listen on; 0 takes any free one',
      note: 'The endpoint is /graphql.',
      fallback: '4000',
      parse: whole(0, 65_535),
    },
    opsPort: {
      variable: 'OPS_PORT',
      meaning: 'port of /health, /ready and /metrics instead of PORT; 0 takes any free one',
      note: 'These pages need no sign-in and name accounts: open the port to your cluster only. Not set, PORT serves them.',
      parse: optional(whole(0, 65_535)),
    },
    logLevel: {
      variable: 'LOG_LEVEL',
      meaning: 'least severe level that is logged',
      fallback: 'info',
      parse: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    },
    drainMs: {
      variable: 'DRAIN_MS',
      meaning: 'milliseconds that running operations have to end before the process stops',
      fallback: '10000',
      parse: whole(0, 600_000),
    },
    redisUrl: {
      variable: 'REDIS_URL',
      meaning: 'address of the Redis through which instances share quotas, as redis:// or rediss://',
      note: 'It may hold a name, a password and the number of a database. In a password # is written %23, % %25 and @ %40. A single instance needs none.',
      example: 'redis://:password@redis:6379/0',
      parse: optional(redisUrl),
      secret: true,
    },
    expectedInstances: {
      variable: 'EXPECTED_INSTANCES',
      meaning: 'number of instances that share quotas, for an instance that starts while Redis is away',
      note: 'Such an instance divides every quota by this number. Once Redis has answered, the number of running instances counts.',
      fallback: '1',
      parse: whole(1, 1000),
      usedWith: 'REDIS_URL',
    },
    sharedMemory: {
      variable: 'SHARED_MEMORY',
      meaning: 'sharing of what instances read through the Redis of REDIS_URL, encrypted, on or off',
      note: 'On, all instances together cost about the requests of one. It needs REDIS_URL and MEMORY_SECRET. See docs/security.md.',
      fallback: 'off',
      parse: onOff,
    },
    memorySecret: {
      variable: 'MEMORY_SECRET',
      meaning: 'secret that encrypts what instances share; all need the same one',
      note: 'Instances with another one share nothing with these, so it may be replaced at any time.',
      parse: optional(sharedSecret),
      secret: true,
      usedWith: 'SHARED_MEMORY=on',
    },
    otlpEndpoint: {
      variable: 'OTEL_EXPORTER_OTLP_ENDPOINT',
      meaning: 'address of a collector for traces, by OTLP over HTTP with JSON',
      example: 'http://localhost:4318',
      parse: optional(url),
    },
  },
  signIn: {
    by: {
      variable: 'AUTH',
      meaning: 'way in which clients sign in',
      note: [
        'Required.',
        '',
        '  none    no sign-in: every client sees what ANONYMOUS_SCOPES grants, so keep the port inside your network',
        '  jwt     a token of your issuer: `Authorization: Bearer …`',
        '  router  the secret of the router in front, which checks its clients and names them',
        '',
      ].join('\n'),
      parse: oneOf('none', 'jwt', 'router'),
    },
    anonymousScopes: {
      variable: 'ANONYMOUS_SCOPES',
      meaning: 'scopes of every client, separated by commas; * is all',
      note: 'The default is all but personal data. A scope account:<name> shows that account and hides all others that are not granted too.',
      fallback: NOUN_SCOPES.join(','),
      parse: grants,
      usedWith: 'AUTH=none',
    },
    jwksUrl: {
      variable: 'JWT_JWKS_URL',
      meaning: 'address at which the issuer of tokens publishes its public keys',
      note: 'Required, or JWT_KEY. It begins with https://, or with http:// on this machine.',
      example: 'https://login.example.com/.well-known/jwks.json',
      parse: optional(keysAddress),
      usedWith: 'AUTH=jwt',
    },
    key: {
      variable: 'JWT_KEY',
      meaning: 'public key of the issuer of tokens, as PEM or JWK, instead of JWT_JWKS_URL',
      note: 'RSA, EC or Ed25519. A key shared with the issuer is refused, since its holder can make tokens.',
      parse: optional(publicKey),
      secret: true,
      usedWith: 'AUTH=jwt',
    },
    issuer: {
      variable: 'JWT_ISSUER',
      meaning: 'claim iss that tokens must have',
      note: 'Required.',
      parse: optional(line),
      usedWith: 'AUTH=jwt',
    },
    audience: {
      variable: 'JWT_AUDIENCE',
      meaning: 'claim aud that tokens must have',
      note: 'Required. Tokens for other services are refused by it.',
      parse: optional(line),
      usedWith: 'AUTH=jwt',
    },
    clockSkewSeconds: {
      variable: 'JWT_CLOCK_SKEW_SECONDS',
      meaning: 'seconds by which the clocks of the issuer and of this machine may differ',
      fallback: '30',
      parse: whole(0, 600),
      usedWith: 'AUTH=jwt',
    },
    routerSecret: {
      variable: 'ROUTER_SECRET',
      meaning: 'secret that the router in front sends with every request',
      note: 'Required.',
      parse: optional(sharedSecret),
      secret: true,
      usedWith: 'AUTH=router',
    },
  },
  door: {
    trustedProxies: {
      variable: 'TRUSTED_PROXIES',
      meaning: 'addresses or networks of proxies whose x-forwarded-for is believed, separated by commas',
      note: 'Not set, the address of the connection is the client’s. Behind a balancer all clients without a sign-in then share one share of the slots, and one LIMIT_PARALLEL.',
      example: '10.0.0.0/8,fd00::/8',
      parse: networks,
    },
    corsOrigins: {
      variable: 'CORS_ORIGINS',
      meaning: 'origins whose pages may call from a browser, separated by commas',
      example: 'https://app.example.com,http://localhost:5173',
      parse: origins,
    },
    graphiql: {
      variable: 'GRAPHIQL',
      meaning: 'GraphiQL for browsers, on or off; on with AUTH=none, else off',
      parse: optional(onOff),
    },
    console: {
      variable: 'CONSOLE',
      meaning: 'the live page at /, on or off; on with AUTH=none, else off',
      note: 'It shows what its viewer may see: with AUTH=jwt it asks for a token.',
      parse: optional(onOff),
    },
    introspection: {
      variable: 'INTROSPECTION',
      meaning: 'queries for the schema, on or off; on with AUTH=none, else off',
      note: 'GraphiQL and code generators send them.',
      parse: optional(onOff),
    },
    deadlineMs: {
      variable: 'DEADLINE_MS',
      meaning: 'milliseconds that a whole operation may take, with its time in queues',
      note: 'A client lowers it for one operation with the header x-deadline-ms.',
      fallback: '30000',
      parse: whole(500, 600_000),
    },
    maxUpstreamRequests: {
      variable: 'MAX_UPSTREAM_REQUESTS',
      meaning: 'requests to vendors that an operation may send; one whose minimum is higher is refused',
      note: 'The requests of all accounts count, and so do retries. Other operations are answered as far as these requests last, and continue with the next page.',
      fallback: '25',
      parse: whole(1, 100_000),
    },
    limits: {
      depth: {
        variable: 'LIMIT_DEPTH',
        meaning: 'levels of nested fields in an operation',
        fallback: '12',
        parse: whole(1, 1000),
      },
      tokens: {
        variable: 'LIMIT_TOKENS',
        meaning: 'tokens in the document of an operation: names, brackets, values',
        fallback: '4000',
        parse: whole(10, 1_000_000),
      },
      aliases: {
        variable: 'LIMIT_ALIASES',
        meaning: 'aliases in an operation; fragments count wherever they are spread',
        fallback: '100',
        parse: whole(0, 100_000),
      },
      ids: {
        variable: 'LIMIT_IDS',
        meaning: 'ids, representations and other entries of all lists in the arguments of an operation',
        fallback: '1000',
        parse: whole(1, 1_000_000),
      },
    },
    bodyBytes: {
      variable: 'LIMIT_BODY_BYTES',
      meaning: 'bytes in the body of a request',
      fallback: '262144',
      parse: whole(1024, 104_857_600),
    },
    parallel: {
      variable: 'LIMIT_PARALLEL',
      meaning: 'operations of one client that may run or wait at once',
      note: 'A front end’s page sends a handful at once, a rendering server some dozens. One more is refused with the status 429. A client is a person who has signed in, or else an address.',
      fallback: '50',
      parse: whole(1, 1_000_000),
    },
    persisted: {
      file: {
        variable: 'PERSISTED_FILE',
        meaning: 'path of a JSON file with operations that clients may send by id',
        note: 'Either {"<id>": "<document>"} or the manifest of Apollo’s tools. An operation that the schema or a limit forbids stops the start.',
        parse: optional(line),
      },
      only: {
        variable: 'PERSISTED_ONLY',
        meaning: 'refusal of all operations that are not in PERSISTED_FILE, on or off',
        note: 'The operations of the console are allowed while CONSOLE is on; those of GraphiQL are not.',
        fallback: 'off',
        parse: onOff,
      },
    },
  },
  gather: {
    maxScanPages: {
      variable: 'MAX_SCAN_PAGES',
      meaning: 'vendor pages read per account for one page of an answer when Switchboard filters itself',
      note: 'An answer that ends here has the state CAPPED, and its next page continues.',
      fallback: '5',
      parse: whole(1, 100),
    },
    maxStatsRows: {
      variable: 'MAX_STATS_ROWS',
      meaning: 'rows of one account that a statistic may count',
      note: 'A longer list is refused with LIMIT_EXCEEDED. Its rows are read page by page and take memory of CACHE_BYTES, about 3 KB each.',
      fallback: '100000',
      parse: whole(1, 10_000_000),
    },
    watchLimits: {
      watchers: {
        variable: 'LIMIT_WATCHERS',
        meaning: 'subscriptions that may be open at once',
        fallback: '5000',
        parse: whole(0, 1_000_000),
      },
      watchersPerClient: {
        variable: 'LIMIT_WATCHERS_PER_CLIENT',
        meaning: 'subscriptions that one client may have open at once',
        fallback: '100',
        parse: whole(0, 1_000_000),
      },
    },
    cacheBytes: {
      variable: 'CACHE_BYTES',
      meaning: 'bytes of memory for all caches together',
      note: 'The default is 256 MiB. A sixteenth of it holds parsed documents.',
      fallback: '268435456',
      parse: whole(1_048_576, 1_099_511_627_776),
    },
    cursorSecret: {
      variable: 'CURSOR_SECRET',
      meaning:
        'secret that signs cursors and keys their hashes; instances that share cursors need the same one',
      note: 'Not set, the process makes one when it starts, and cursors end with it.',
      parse: optional(sharedSecret),
      secret: true,
    },
  },
  accounts: {
    variable: 'ACCOUNTS',
    meaning: 'accounts to serve, separated by commas, each `name` or `name:vendor`',
    note: [
      'Not set, every vendor below with credentials is an account under its own name.',
      '',
      'A name is a lower-case letter, then letters, digits and hyphens, at most 32 together. It is part of every id that clients see, and its variables begin with it: account emea-2 reads EMEA_2_BASE_URL. Two accounts of one vendor:',
      '',
      '  ACCOUNTS=emea:ujet,us:ujet',
      '  EMEA_BASE_URL=https://emea.example.com/manager/api/v1',
      '  EMEA_USERNAME=emea',
      '  EMEA_PASSWORD=token-of-emea',
      '  US_BASE_URL=https://us.example.com/manager/api/v1',
      '  US_USERNAME=us',
      '  US_PASSWORD=token-of-us',
      '',
    ].join('\n'),
    parse: commaList,
  },
} as const satisfies Settings

/** All settings of a table, in its order. */
export function settingsIn(table: Settings): readonly Setting[] {
  return Object.values(table).flatMap((entry) => (isSetting(entry) ? [entry] : settingsIn(entry)))
}

export function isSetting(entry: Setting | Settings): entry is Setting {
  return typeof entry.parse === 'function'
}

/** All variables of a table, e.g. `['UJET_PASSWORD', 'UJET_PASSWORD_FILE']`. */
export function variablesOf(table: Settings, prefix = ''): readonly string[] {
  return settingsIn(table).flatMap(({ variable, secret = false }) => {
    const name = prefix + variable
    return secret ? [name, `${name}_FILE`] : [name]
  })
}

// A gateway over all five vendors with a canary in every personal value, asked by somebody who may read personal data
// and by somebody who may not.
import type { SandboxOptions } from '../../src/demo/sandbox.ts'
import type { FiveStage } from './five.ts'
import type { Answer, Changes } from './gateway.ts'
import { NOUN_SCOPES, PII_SCOPE } from '../../src/domain/viewer.ts'
import { firstEvent, isSubscription } from './events.ts'
import { createFiveStage } from './five.ts'

export const CANARY = 'CANARY7'
const SECRET = '0123456789abcdef0123456789abcdef'

/** Operations that select everything are larger than any that is served. */
const UNLIMITED = { depth: 1000, tokens: 1_000_000, aliases: 10_000, ids: 10_000 }

type Ask = (
  query: string,
  variables?: object,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer<any>>

export interface PersonalStage extends FiveStage {
  /** Asks as somebody who may read personal data. */
  readonly asReader: Ask
  /** Asks as somebody who may not. */
  readonly asStaff: Ask
}

export function createPersonalStage(
  options: Partial<Omit<SandboxOptions, 'clock'>> = {},
  changes: Changes = {},
): PersonalStage {
  const signIn = { by: 'router', secret: SECRET } as const
  const stage = createFiveStage({ canary: CANARY, ...options }, { signIn, limits: UNLIMITED, ...changes })
  const as =
    (...scopes: readonly string[]): Ask =>
    (query, variables = {}, headers = {}) => {
      const signedIn = {
        ...headers,
        'x-switchboard-secret': SECRET,
        'x-switchboard-subject': 'ada',
        'x-switchboard-scopes': scopes.join(' '),
      }
      return isSubscription(query)
        ? firstEvent(stage.gateway, query, variables, signedIn)
        : stage.ask(query, variables, signedIn)
    }
  return { ...stage, asReader: as(...NOUN_SCOPES, PII_SCOPE), asStaff: as(...NOUN_SCOPES) }
}

export function hasCanary(value: unknown): boolean {
  return JSON.stringify(value ?? null)
    .toLowerCase()
    .includes(CANARY.toLowerCase())
}

// Questions asked twice of equal companies: of a gateway that keeps answers and parts of rows, and of one that keeps none.
import type { FiveStage } from './five.ts'
import type { Changes } from './gateway.ts'
import { createFiveStage } from './five.ts'
import { toPost } from './post.ts'

/** graphql-js executes an introspection, and resolves all rows. */
const INTROSPECTION = {
  asked: ' __schema { queryType { name } } }',
  answered: ',"__schema":{"queryType":{"name":"Query"}}',
}

const SECRET = '0123456789abcdef0123456789abcdef'
const DEADLINE_MS = 60_000

export interface Asked {
  readonly query: string
  readonly variables?: object
  readonly scopes?: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface KeepingStage extends FiveStage {
  /** The answer as sent. */
  post(asked: Asked): Promise<{ readonly status: number; readonly headers: Headers; readonly text: string }>
  /** True if the last operation was answered with kept bytes. */
  wasKept(): boolean
}

export function createKeepingStage({
  keeps = true,
  seed = 1,
  ...changes
}: Changes & { keeps?: boolean; seed?: number } = {}): KeepingStage {
  const signIn = { by: 'router', secret: SECRET } as const
  const stage = createFiveStage(
    { seed, lively: true },
    { signIn, alwaysReport: false, deadlineMs: DEADLINE_MS, ...changes },
  )
  // The usual deadline changes nothing but that such an answer is not kept.
  const never = keeps ? {} : { 'x-deadline-ms': String(DEADLINE_MS) }
  return {
    ...stage,
    post: async ({ query, variables = {}, scopes = 'calls:read agents:read menus:read', headers = {} }) => {
      const sent = {
        'x-switchboard-secret': SECRET,
        'x-switchboard-subject': 'ada',
        'x-switchboard-scopes': scopes,
        ...never,
        ...headers,
      }
      const body = { query: keeps ? query : query.replace(/\}$/, INTROSPECTION.asked), variables }
      const response = await stage.gateway.fetch(
        new Request('http://gateway.test/graphql', toPost(body, sent)),
      )
      const text = (await response.text()).replace(INTROSPECTION.answered, '')
      return { status: response.status, headers: response.headers, text }
    },
    wasKept: () => stage.events.findLast((event) => event.type === 'operation')?.isKept === true,
  }
}

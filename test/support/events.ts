// Watching as a client does: server-sent events, read one after the other.
import type { Gateway } from '../../src/gateway.ts'
import type { Answer } from './gateway.ts'
import { setImmediate } from 'node:timers/promises'
import { toPost } from './post.ts'

export interface Watching {
  /** The next event, undefined when there are no more. */
  next(): Promise<any>
  /** Hangs up. */
  leave(): Promise<void>
}

export async function watch(
  gateway: Gateway,
  query: string,
  variables: object = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Watching> {
  const hungUp = new AbortController()
  const response = await gateway.fetch(
    new Request(
      'http://gateway.test/graphql',
      toPost({ query, variables }, { accept: 'text/event-stream', ...headers }, hungUp.signal),
    ),
  )
  // Not piped through a stream of texts, which would hang up only once there is something more to read.
  const reader = response.body?.getReader()
  if (reader === undefined) throw new Error('an answer without a body')
  const decoder = new TextDecoder()
  let text = ''

  async function next(): Promise<any> {
    for (;;) {
      const end = text.indexOf('\n\n')
      if (end >= 0) {
        const [, data] = /^data: (.+)$/m.exec(text.slice(0, end)) ?? []
        text = text.slice(end + 2)
        if (data !== undefined && data !== '') return JSON.parse(data)
        continue
      }
      const { value, done } = await reader!.read()
      if (done) return undefined
      text += decoder.decode(value, { stream: true })
    }
  }

  return {
    next,
    leave: async () => {
      // Behind a read that is still waiting, a stream is given up with its next sign of life only.
      await Promise.race([reader.cancel(), setImmediate()])
      hungUp.abort()
    },
  }
}

export const isSubscription = (query: string): boolean => /^\s*subscription/m.test(query)

/** The first event of a subscription, as the answer to a query. */
export async function firstEvent(
  ...[gateway, query, variables, headers]: Parameters<typeof watch>
): Promise<Answer<any>> {
  const watching = await watch(gateway, query, variables, headers)
  const event: Partial<Answer<any>> = (await watching.next()) ?? {}
  await watching.leave()
  const { data = null, errors = [], extensions } = event
  return {
    status: 200,
    data,
    errors,
    extensions: extensions ?? { upstream: { requests: [], saved: {}, asOf: null } },
  }
}

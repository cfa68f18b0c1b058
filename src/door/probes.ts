// What machines ask about the process: whether it lives, whether it should be sent work, and its metrics.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Context } from '../graphql/schema/context.ts'
import type { Metrics } from './metrics.ts'

export interface Probes {
  /** Answers a request for one of the addresses; false when it is for none of them. */
  answer(request: IncomingMessage, response: ServerResponse, pathname: string): boolean
  /** From now on no work is to be sent here. */
  drain(): void
}

/** What instances share quotas through. */
export interface Connection {
  isReady(): boolean
}

type Accounts = ReturnType<Context['gather']['accounts']>
type Probe = { readonly status: number; readonly type: string; readonly text: string }

/** Not ready is who is about to stop, and who could ask no vendor for anything. */
export function createProbes(
  accounts: () => Accounts,
  metrics: Metrics,
  redis: Connection | undefined,
): Probes {
  let draining = false

  function toReady(): Probe {
    const states = accounts().map(({ name, state }) => ({ account: name, state }))
    const isUp = states.some(({ state }) => state !== 'DOWN')
    const status = draining ? 'draining' : isUp ? 'ready' : 'no account can be asked'
    return toJson({ status, accounts: states }, !draining && isUp)
  }

  /** Without Redis an instance that should share quotas goes by its own share of them. */
  function toQuotas(): { readonly quotas?: string } {
    if (redis === undefined) return {}
    const isShared = redis.isReady() && accounts().every(({ quota }) => quota.shared)
    return { quotas: isShared ? 'shared' : 'own share' }
  }

  const probes: Readonly<Record<string, () => Probe | Promise<Probe>>> = {
    '/health': () => toJson({ status: 'alive', ...toQuotas() }, true),
    '/ready': toReady,
    '/metrics': async () => ({ status: 200, type: metrics.contentType, text: await metrics.print() }),
  }

  return {
    answer: ({ method }, response, pathname) => {
      const probe = Object.hasOwn(probes, pathname) ? probes[pathname] : undefined
      if (probe === undefined || (method !== 'GET' && method !== 'HEAD')) return false
      Promise.resolve(probe()).then(
        ({ status, type, text }) => response.writeHead(status, { 'content-type': type }).end(text),
        () => response.writeHead(500).end(),
      )
      return true
    },
    drain: () => {
      draining = true
    },
  }
}

function toJson(content: object, isWell: boolean): Probe {
  return { status: isWell ? 200 : 503, type: 'application/json', text: `${JSON.stringify(content)}\n` }
}

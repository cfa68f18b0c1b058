// Probes for machines: `/health` (is it alive), `/ready` (should it get work), `/metrics`.
import type { Context } from '../graphql/schema/context.ts'
import type { Metrics, SharedQuotas } from './metrics.ts'
import type { Answer } from './server.ts'

export interface Probes {
  readonly answer: Answer
  /** From now on `/ready` answers 503. */
  drain(): void
}

type Accounts = ReturnType<Context['gather']['accounts']>
type Probe = { readonly status: number; readonly type: string; readonly text: string }

export function createProbes(
  accounts: () => Accounts,
  metrics: Metrics,
  redis: SharedQuotas | undefined,
): Probes {
  let draining = false

  /** Not ready: draining, or every account is down. */
  function toReady(): Probe {
    const states = accounts().map(({ name, state }) => ({ account: name, state }))
    const isUp = states.some(({ state }) => state !== 'DOWN')
    const status = draining ? 'draining' : isUp ? 'ready' : 'no account can be asked'
    return toJson({ status, accounts: states }, !draining && isUp)
  }

  /** `own share`: the quota divided by the instances, while Redis is away. */
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

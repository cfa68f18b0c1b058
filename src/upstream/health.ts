// How an account has been doing lately, told by its last requests.
import type { UpstreamCode } from '../domain/errors.ts'
import type { Clock, Instant } from '../domain/time.ts'

export type AccountState = 'UP' | 'DEGRADED' | 'DOWN'

const DOWN_AFTER_FAILURES = 3

export interface Health {
  succeeded(): void
  failed(code: UpstreamCode): void
  state(): { readonly state: AccountState; readonly since: Instant }
}

/** An account nobody asked yet is UP. */
export function createHealth(clock: Clock): Health {
  let state: AccountState = 'UP'
  let since = clock.now()
  let failures = 0

  function become(next: AccountState): void {
    if (next !== state) since = clock.now()
    state = next
  }

  return {
    succeeded: () => {
      failures = 0
      become('UP')
    },
    failed: (code) => {
      // Our own queue being full and a question the vendor refuses say nothing about the vendor's health.
      if (code === 'QUOTA_EXHAUSTED' || code === 'UPSTREAM_REJECTED') return
      failures += 1
      become(code === 'UPSTREAM_UNAUTHORIZED' || failures >= DOWN_AFTER_FAILURES ? 'DOWN' : 'DEGRADED')
    },
    state: () => ({ state, since }),
  }
}

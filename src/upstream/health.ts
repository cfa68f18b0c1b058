// How an account is doing, and since when; every change is told.
import type { AccountState } from '../domain/event.ts'
import type { Clock, Instant } from '../domain/time.ts'

export interface Health {
  become(state: AccountState): void
  state(): { readonly state: AccountState; readonly since: Instant }
}

/** An account nobody asked yet is UP. */
export function createHealth(clock: Clock, onChange: (state: AccountState) => void): Health {
  let state: AccountState = 'UP'
  let since = clock.now()
  return {
    become: (next) => {
      if (next === state) return
      state = next
      since = clock.now()
      onChange(state)
    },
    state: () => ({ state, since }),
  }
}

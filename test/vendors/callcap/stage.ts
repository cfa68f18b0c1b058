// Callcap over its simulator, with calls at given instants.
import type { AccountStage } from '../../support/account.ts'
import { callcap } from '../../../src/vendors/callcap/index.ts'
import { createCallcap } from '../../../src/demo/callcap/callcap.ts'
import { createAccountStage } from '../../support/account.ts'
import { createVirtualClock } from '../../support/clock.ts'

/** A call that began at an instant and took a minute. */
export function callAt(id: string, at: number): Record<string, unknown> {
  return {
    call_id: id,
    action: 'Answer',
    start_datetime: new Date(at).toISOString(),
    end_datetime: new Date(at + 60_000).toISOString(),
    last_modified: new Date(at + 90_000).toISOString(),
    duration: 60,
    unseen: { conversation_type: 'call' },
  }
}

/** `answer` stands in for the simulator. */
export function createStage(
  calls: Record<string, unknown>[],
  { zone = 'US/Central', answer }: { readonly zone?: string; readonly answer?: () => Response } = {},
): AccountStage {
  const clock = createVirtualClock()
  const simulator = createCallcap({ clock, lively: false, rows: { calls } })
  simulator.intercept = answer
  const settings = { API_KEY: simulator.credentials.apiKey, TIMEZONE: zone }
  return createAccountStage(callcap, { baseUrl: 'http://callcap.test', settings }, simulator, clock)
}

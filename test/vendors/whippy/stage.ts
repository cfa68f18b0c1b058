// Whippy over its simulator.
import type { WhippySwitches } from '../../../src/demo/whippy/whippy.ts'
import { createWhippy } from '../../../src/demo/whippy/whippy.ts'
import { whippy } from '../../../src/vendors/whippy/index.ts'
import { createAccountStage } from '../../support/account.ts'
import { createVirtualClock } from '../../support/clock.ts'

export function createStage(switches: WhippySwitches & { readonly scale?: number } = {}) {
  const clock = createVirtualClock()
  const simulator = createWhippy({ clock, scale: 0.1, lively: false, ...switches })
  const { apiKey } = simulator.credentials
  const config = { baseUrl: `http://whippy.test${simulator.basePath}`, settings: { API_KEY: apiKey } }
  const stage = createAccountStage(whippy, config, simulator, clock)
  return { clock, simulator, ...stage, sent: () => stage.sent().map((one) => one.replace('/v1/', '')) }
}

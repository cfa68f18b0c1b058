// TWIN over its simulator.
import type { TwinSwitches } from '../../../src/demo/twin/twin.ts'
import type { AccountConfig } from '../../../src/vendors/account.ts'
import { createTwin } from '../../../src/demo/twin/twin.ts'
import { twin } from '../../../src/vendors/twin/index.ts'
import { createAccountStage } from '../../support/account.ts'
import { createVirtualClock } from '../../support/clock.ts'

const HOST = 'http://twin.test'

export function createStage(
  switches: TwinSwitches & { readonly scale?: number } = {},
  overrides: AccountConfig['overrides'] = {},
  password = 'sandbox',
) {
  const clock = createVirtualClock()
  const simulator = createTwin({ clock, scale: 0.1, lively: false, ...switches })
  const { analytics, auth, telephony, bot, chat } = simulator.basePaths
  const settings = {
    AUTH_URL: HOST + auth,
    TELEPHONY_URL: HOST + telephony,
    BOT_URL: HOST + bot,
    CHAT_URL: HOST + chat,
    EMAIL: 'demo@example.com',
    PASSWORD: password,
  }
  const config = { baseUrl: HOST + analytics, settings, overrides }
  const stage = createAccountStage(twin, config, simulator, clock)
  /** Requests without what all of them carry. */
  const sent = () =>
    stage
      .sent()
      .map((request) =>
        request.replace(/fields=[^&]*&/, '').replace('/analyse/api/v1/search/cis/calls', 'calls'),
      )
  return { clock, simulator, ...stage, sent }
}

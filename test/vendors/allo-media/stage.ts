// Allo-Media over its simulator.
import type { AlloMediaSwitches } from '../../../src/demo/allo-media/allo-media.ts'
import { createAlloMedia } from '../../../src/demo/allo-media/allo-media.ts'
import { alloMedia } from '../../../src/vendors/allo-media/index.ts'
import { createAccountStage } from '../../support/account.ts'
import { createVirtualClock } from '../../support/clock.ts'

const BASE = 'http://allo-media.test'

export function createStage(
  switches: AlloMediaSwitches = {},
  settings: Readonly<Record<string, string>> = { CLIENT_ID: 'sandbox', CLIENT_SECRET: 'sandbox-secret' },
) {
  const clock = createVirtualClock()
  const simulator = createAlloMedia({ clock, scale: 0.1, lively: false, ...switches })
  const config = { baseUrl: BASE, settings: { TOKEN_URL: BASE + simulator.tokenPath, ...settings } }
  return { clock, simulator, ...createAccountStage(alloMedia, config, simulator, clock) }
}

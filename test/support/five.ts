// A gateway over all five sandboxes on a virtual clock, at the vendors' real quotas.
import type { Sandbox, SandboxOptions } from '../../src/sandbox/sandbox.ts'
import type { Stage } from './gateway.ts'
import { toSandboxAccounts } from '../../src/sandbox-accounts.ts'
import { createSandbox } from '../../src/sandbox/sandbox.ts'
import { descriptionOf } from '../../src/vendors/index.ts'
import { createVirtualClock } from './clock.ts'
import { createStageOver } from './gateway.ts'

export const ACCOUNTS = ['ujet', 'callcap', 'whippy', 'allo-media', 'twin'] as const
export type AccountName = (typeof ACCOUNTS)[number]

type Simulator = Sandbox['ujet' | 'callcap' | 'whippy' | 'alloMedia' | 'twin']

export interface FiveStage extends Stage {
  readonly simulators: Readonly<Record<AccountName, Simulator>>
}

export function createFiveStage(options: Partial<Omit<SandboxOptions, 'clock'>> = {}): FiveStage {
  const clock = createVirtualClock()
  const sandbox = createSandbox({ scale: 0.05, lively: false, ...options, clock })
  const { ujet, callcap, whippy, alloMedia, twin } = sandbox
  const simulators = { ujet, callcap, whippy, 'allo-media': alloMedia, twin }
  const fetch = (request: Request) => {
    const name = ACCOUNTS.find((one) => `${one}.test` === new URL(request.url).host)
    if (name === undefined) throw new Error('a request to nobody')
    return simulators[name](request)
  }
  const accounts = toSandboxAccounts(sandbox, (vendor) => `http://${descriptionOf(vendor).defaultName}.test`)
  return { ...createStageOver(sandbox, clock, fetch, { accounts }), simulators }
}

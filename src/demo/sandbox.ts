/**
 * The vendors' side of the wire: simulators that answer in the vendors' own dialects over made-up data. The same seed,
 * options and clock readings give the same answers.
 */
import { createAlloMedia, type AlloMedia, type AlloMediaSwitches } from './allo-media/allo-media.ts'
import { createCallcap, type Callcap, type CallcapSwitches } from './callcap/callcap.ts'
import type { Intercept, RequestLogEntry, SimulatorOptions } from './simulator.ts'
import { createTwin, type Twin, type TwinSwitches } from './twin/twin.ts'
import type { Data } from './ujet/data.ts'
import { createUjet, type Ujet, type UjetSwitches } from './ujet/simulator.ts'
import { createWhippy, type Whippy, type WhippySwitches } from './whippy/whippy.ts'

/** UJET's own switches stand among the common ones, those of the other vendors under their names. */
export type SandboxOptions = SimulatorOptions &
  UjetSwitches & {
    callcap?: CallcapSwitches | undefined
    whippy?: WhippySwitches | undefined
    alloMedia?: AlloMediaSwitches | undefined
    twin?: TwinSwitches | undefined
  }

/** One vendor a line: what it is made of and what it answers with. A simulator is the function that answers. */
export type Vendors = {
  readonly ujet: Ujet
  readonly callcap: Callcap
  readonly whippy: Whippy
  readonly alloMedia: AlloMedia
  readonly twin: Twin
}

const makers: { [Name in keyof Vendors]: (options: SandboxOptions) => Vendors[Name] } = {
  ujet: createUjet,
  callcap: (options) => createCallcap({ ...common(options), ...options.callcap }),
  whippy: (options) => createWhippy({ ...common(options), ...options.whippy }),
  alloMedia: (options) => createAlloMedia({ ...common(options), ...options.alloMedia }),
  twin: (options) => createTwin({ ...common(options), ...options.twin }),
}

export type Sandbox = Vendors & {
  /** UJET's log, rows, interceptor and credentials; each simulator carries its own. */
  readonly requests: RequestLogEntry[]
  readonly data: Data
  intercept: Intercept | undefined
  readonly username: string
  readonly password: string
  readonly basePath: string
}

export function createSandbox(given: SandboxOptions): Sandbox {
  // One start for all, so that what happens at one instant at two vendors does so whatever the clock.
  const options = { ...given, startedAt: given.startedAt ?? given.clock.now() }
  const ujet = makers.ujet(options)
  return {
    ujet,
    callcap: makers.callcap(options),
    whippy: makers.whippy(options),
    alloMedia: makers.alloMedia(options),
    twin: makers.twin(options),
    requests: ujet.requests,
    data: ujet.data,
    get intercept() {
      return ujet.intercept
    },
    set intercept(intercept) {
      ujet.intercept = intercept
    },
    ...ujet.credentials,
    basePath: ujet.basePath,
  }
}

function common(options: SandboxOptions): SimulatorOptions {
  const { clock, startedAt, seed, scale, quota, lively, tieOrder, canary } = options
  return { clock, startedAt, seed, scale, quota, lively, tieOrder, canary }
}

// The vendors' side of the wire over generated data. Equal seeds, options and clock readings give equal
// answers.
import type { AlloMedia, AlloMediaSwitches } from './allo-media/allo-media.ts'
import type { Callcap, CallcapSwitches } from './callcap/callcap.ts'
import type { Intercept, RequestLogEntry, SimulatorOptions } from './simulator.ts'
import type { Twin, TwinSwitches } from './twin/twin.ts'
import type { Data } from './ujet/values.ts'
import type { Ujet, UjetSwitches } from './ujet/ujet.ts'
import type { Whippy, WhippySwitches } from './whippy/whippy.ts'
import { createAlloMedia } from './allo-media/allo-media.ts'
import { createCallcap } from './callcap/callcap.ts'
import { createTwin } from './twin/twin.ts'
import { createUjet } from './ujet/ujet.ts'
import { createWhippy } from './whippy/whippy.ts'

/** UJET's switches are top-level; other vendors' have keys, e.g. `{twin: {clamp: 60}}`. */
export interface SandboxOptions extends SimulatorOptions, UjetSwitches {
  readonly callcap?: CallcapSwitches | undefined
  readonly whippy?: WhippySwitches | undefined
  readonly alloMedia?: AlloMediaSwitches | undefined
  readonly twin?: TwinSwitches | undefined
}

/** One simulator per vendor, each a function from request to response. */
export interface Vendors {
  readonly ujet: Ujet
  readonly callcap: Callcap
  readonly whippy: Whippy
  readonly alloMedia: AlloMedia
  readonly twin: Twin
}

const MAKERS: { [Name in keyof Vendors]: (options: SandboxOptions) => Vendors[Name] } = {
  ujet: createUjet,
  callcap: (options) => createCallcap({ ...common(options), ...options.callcap }),
  whippy: (options) => createWhippy({ ...common(options), ...options.whippy }),
  alloMedia: (options) => createAlloMedia({ ...common(options), ...options.alloMedia }),
  twin: (options) => createTwin({ ...common(options), ...options.twin }),
}

export interface Sandbox extends Vendors {
  /** UJET's own log, rows, interceptor and credentials. */
  readonly requests: RequestLogEntry[]
  readonly data: Data
  intercept: Intercept | undefined
  readonly username: string
  readonly password: string
  readonly basePath: string
}

export function createSandbox(given: SandboxOptions): Sandbox {
  // One start for all simulators keeps their shared instants equal.
  const options = { ...given, startedAt: given.startedAt ?? given.clock.now() }
  const ujet = MAKERS.ujet(options)
  return {
    ujet,
    callcap: MAKERS.callcap(options),
    whippy: MAKERS.whippy(options),
    alloMedia: MAKERS.alloMedia(options),
    twin: MAKERS.twin(options),
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

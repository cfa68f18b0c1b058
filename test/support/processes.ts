// Processes that print their address when they listen, e.g. Switchboard as operators start it.
import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { resolve as toPath } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'

export interface Process {
  readonly url: string
  /** From the start of the process until it listens. */
  readonly tookMs: number
  /** What it has printed since then, line by line. */
  readonly lines: readonly string[]
  /** Resident memory in MB; null where the system does not tell. */
  memory(): number | null
  /** Time of the CPU so far in milliseconds; NaN where the system does not tell. */
  cpuMs(): number
  signal(name: NodeJS.Signals): void
  stop(): Promise<void>
}

const { SWITCHBOARD_MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url)) } = process.env
/** Of the sources, or of the bundle with `SWITCHBOARD_MAIN=dist/main.js`. */
export const MAIN = pathToFileURL(toPath(SWITCHBOARD_MAIN))

/** `vendorUrl` is the address of a UJET sandbox; nearly everything else is as an operator has it by default. */
export function startSwitchboard(
  vendorUrl: string,
  environment: Readonly<Record<string, string>> = {},
  main: URL = MAIN,
): Promise<Process> {
  return start(main, [], {
    AUTH: 'none',
    HOST: '127.0.0.1',
    PORT: '0',
    UJET_BASE_URL: `${vendorUrl}/manager/api/v1`,
    UJET_USERNAME: 'demo',
    UJET_PASSWORD: 'sandbox',
    // All clients of a test come from one address.
    LIMIT_PARALLEL: '10000',
    ...environment,
  })
}

export async function start(
  script: URL,
  args: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<Process> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [fileURLToPath(script), ...args], {
    env: { ...process.env, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const output = createInterface(child.stdout)
  const lines: string[] = []
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`${script} ended without printing its address`)))
    output.on('line', (line) => {
      lines.push(line)
      const [url] = /http:\/\/[^\s"]+/.exec(line) ?? []
      if (url === undefined) return
      const tookMs = performance.now() - startedAt
      resolve({
        url,
        tookMs,
        lines,
        memory: () => memoryOf(child),
        cpuMs: () => cpuMsOf(child),
        signal: (name) => void child.kill(name),
        stop: () => stop(child),
      })
    })
  })
}

async function stop(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}

function memoryOf({ pid }: ChildProcess): number | null {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return kilobytes === undefined ? null : Number(kilobytes) / 1024
  } catch {
    return null
  }
}

/** Linux counts in hundredths of a second. */
const TICK_MS = 10

function cpuMsOf({ pid }: ChildProcess): number {
  try {
    const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
    const [user, system] = rest.split(' ').slice(11, 13).map(Number)
    return ((user ?? Number.NaN) + (system ?? Number.NaN)) * TICK_MS
  } catch {
    return Number.NaN
  }
}

// What a process of its own holds: its heap after a full collection, and what it has open.
import type { Process } from '../support/processes.ts'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Held {
  readonly heapBytes: number
  readonly handles: Readonly<Record<string, number>>
}

/** Settings of a process that can be asked. */
export const ASKABLE = { NODE_OPTIONS: `--import ${new URL('vitals.ts', import.meta.url).href}` }

export async function heldBy({ lines, signal }: Process): Promise<Held> {
  const seen = lines.length
  signal('SIGUSR2')
  for (;;) {
    await sleep(20)
    const line = lines.slice(seen).find((one) => one.startsWith('{"heapBytes"'))
    if (line !== undefined) return JSON.parse(line)
  }
}

/** What a process at rest does not hold: all but its output and the socket that it listens on. */
export const openOf = ({ handles }: Held): readonly string[] =>
  Object.keys(handles).filter((name) => !['PipeWrap', 'TTYWrap', 'TCPServerWrap'].includes(name))

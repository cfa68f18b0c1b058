// The demo as people start it: a process of its own on a free port.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

const SCRIPT = new URL('../../src/demo.ts', import.meta.url)

export interface Demo {
  /** The GraphiQL address that it printed. */
  readonly url: string
  stop(): Promise<void>
}

export async function startDemo(variables: Readonly<Record<string, string>> = {}): Promise<Demo> {
  const child = spawn(process.execPath, [SCRIPT.pathname], {
    env: { ...process.env, PORT: '0', ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = once(child, 'exit')
  for await (const line of createInterface(child.stdout)) {
    const [url] = /http:\S+\/graphql/.exec(line) ?? []
    if (url === undefined) continue
    return {
      url,
      stop: async () => {
        child.kill('SIGTERM')
        await gone
      },
    }
  }
  throw new Error('the demo ended without printing its address')
}

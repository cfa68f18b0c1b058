// The Chromium of this machine, alone with the page: nothing outside loopback can be reached, and every attempt counts.
import type { BrowserContext } from 'playwright-core'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium'

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
]

export interface Browser {
  readonly context: BrowserContext
  /** Addresses outside loopback that a page wanted. */
  readonly strangers: readonly string[]
  close(): Promise<void>
}

export async function openBrowser(): Promise<Browser> {
  if (!existsSync(EXECUTABLE)) {
    console.error(
      `There is no ${EXECUTABLE}: "apt-get install -y chromium" installs it; CHROMIUM names another one.`,
    )
    process.exit(1)
  }
  const profile = mkdtempSync(join(tmpdir(), 'switchboard-chromium-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: EXECUTABLE,
    headless: true,
    args: QUIET,
    viewport: { width: 1440, height: 900 },
  })
  const strangers: string[] = []
  await context.route(
    ({ protocol, hostname }) => /^https?:|^wss?:/.test(protocol) && hostname !== '127.0.0.1',
    async (route) => {
      strangers.push(route.request().url())
      await route.abort()
    },
  )
  return {
    context,
    strangers,
    close: async () => {
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

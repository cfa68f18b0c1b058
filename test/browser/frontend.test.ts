// examples/frontend is built and served from an origin of its own, and used in a real browser.
import type { Page } from 'playwright-core'
import type { Browser } from './chromium.ts'
import type { Demo } from './demo.ts'
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { openBrowser } from './chromium.ts'
import { startDemo } from './demo.ts'

const EXAMPLE = fileURLToPath(new URL('../../examples/frontend/', import.meta.url))
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

const built = mkdtempSync(join(tmpdir(), 'switchboard-frontend-'))
const pages = createServer(({ url = '/' }, response) => {
  const file = url === '/' ? 'index.html' : url.slice(1)
  response
    .setHeader('content-type', TYPES[extname(file)] ?? 'text/plain')
    .end(readFileSync(join(built, file)))
})

let demo: Demo
let browser: Browser
let page: Page
const complaints: string[] = []

before(async () => {
  pages.listen(0, '127.0.0.1')
  await once(pages, 'listening')
  const { port } = pages.address() as { port: number }
  const origin = `http://127.0.0.1:${port}`
  demo = await startDemo({ CORS_ORIGINS: origin })
  const env = { ...process.env, VITE_ENDPOINT: demo.url.replace('localhost', '127.0.0.1') }
  await promisify(execFile)('npm', ['run', 'build', '--', '--outDir', built, '--emptyOutDir'], {
    cwd: EXAMPLE,
    env,
  })
  browser = await openBrowser()
  page = await browser.context.newPage()
  page.setDefaultTimeout(20_000)
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(origin)
})

after(async () => {
  await browser?.close()
  await demo?.stop()
  pages.close()
  pages.closeAllConnections()
  rmSync(built, { recursive: true })
})

test('the first page shows calls of all accounts, their reports and numbers', async () => {
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 25)
  const reports = await page.locator('.reports li').allInnerTexts()
  assert.deepEqual(reports.map((text) => text.replace(/ .*/, '')).toSorted(), [
    'allo-media',
    'callcap',
    'twin',
    'ujet',
    'whippy',
  ])
  await page.locator('.numbers b').waitFor()
  assert.match(await page.locator('.numbers').innerText(), /^\d+( or more)? calls/)
})

test('older calls are added below', async () => {
  await page.getByRole('button', { name: 'Older calls' }).click()
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 50)
})

test('the status of a running call changes by itself, or a new call is told', async () => {
  const shown = await page.locator('tbody').innerText()
  await page.waitForFunction(
    (text) =>
      document.querySelector('tbody')?.innerText !== text ||
      [...document.querySelectorAll('button')].some(({ innerText }) => innerText.endsWith(' new')),
    shown,
    { timeout: 60_000 },
  )
})

test('a filter begins a new list', async () => {
  await page.getByLabel('Status').selectOption('MISSED')
  await page.waitForFunction(() => {
    const cells = [...document.querySelectorAll('tbody tr td:nth-child(5)')].map(
      ({ textContent }) => textContent,
    )
    return cells.length > 0 && cells.every((text) => text === 'MISSED')
  })
  await page.screenshot({ path: join(tmpdir(), 'switchboard-frontend.png') })
})

test('an account that fails is named, the others are shown, and asking again fills the hole', async () => {
  const put = (fault: string) =>
    fetch(new URL(`/demo/callcap/${fault}`, demo.url), { method: 'POST', redirect: 'manual' })
  await put('failing')
  await page.getByLabel('Direction').selectOption('INBOUND')
  await page.locator('.reports .FAILED', { hasText: 'callcap FAILED: UPSTREAM_UNAVAILABLE' }).waitFor()
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 25)
  await put('in-order')
  // The vendor is left alone for some seconds.
  await page.waitForFunction(
    () => {
      if (document.querySelectorAll('.reports .COMPLETE').length === 5) return true
      for (const button of document.querySelectorAll('button'))
        if (button.innerText === 'Ask again' && document.querySelector('.reports .FAILED') !== null)
          button.click()
      return false
    },
    undefined,
    { polling: 2000, timeout: 60_000 },
  )
})

test('a filter that is chosen after pages of another one shows its own rows only', async () => {
  await page.getByLabel('Status').selectOption('COMPLETED')
  await page.waitForFunction(() => {
    const cells = [...document.querySelectorAll('tbody tr')].map(
      ({ children }) => `${children[2]?.textContent} ${children[4]?.textContent}`,
    )
    return cells.length === 25 && cells.every((text) => text === 'INBOUND COMPLETED')
  })
})

test('the page wants no other host, and complains of nothing', () => {
  assert.deepEqual(browser.strangers, [])
  assert.deepEqual(complaints, [])
})

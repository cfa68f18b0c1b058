// The console in a real browser: it shows what the graph says, and asks nobody else.
import type { Page } from 'playwright-core'
import type { Browser } from './chromium.ts'
import type { Demo } from './demo.ts'
import type { World } from './world.ts'
import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import { exportJWK } from 'jose'
import { systemClock } from '../../src/clock.ts'
import type { Issuer } from '../support/issuer.ts'
import { createIssuer } from '../support/issuer.ts'
import { openBrowser } from './chromium.ts'
import { startDemo } from './demo.ts'
import { startWorld } from './world.ts'

const PATIENCE_MS = 20_000

let browser: Browser
/** Refused operations are answered with 401, which Chromium reports. */
let complaints: string[] = []

before(async () => {
  browser = await openBrowser()
})

after(async () => {
  assert.deepEqual(browser.strangers, [])
  await browser.close()
})

afterEach(async () => {
  for (const page of browser.context.pages().slice(1)) await page.close()
  const said = complaints
  complaints = []
  assert.deepEqual(said, [])
})

async function open(url: string): Promise<Page> {
  const page = await browser.context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  page.on('console', (message) => {
    const is401 = message.text().includes('401 (Unauthorized)')
    if (message.type() === 'error' && !is401) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(url)
  return page
}

async function ask(url: string, query: string): Promise<any> {
  const response = await fetch(new URL('/graphql', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  const { data } = (await response.json()) as { data: unknown }
  return data
}

/** `1,024` → 1024 */
const numberIn = (text: string) => Number(text.replaceAll(',', ''))

const textOf = async (page: Page, selector: string) => (await page.locator(selector).innerText()).trim()

describe('the console of the demo', () => {
  let demo: Demo

  before(async () => {
    demo = await startDemo()
  })

  after(() => demo.stop())

  test('moves within ten seconds', async () => {
    const page = await open(new URL('/', demo.url).href)
    await page.locator('#calls li').first().waitFor()
    const first = await textOf(page, '#calls')
    await page.waitForFunction((text) => document.querySelector('#calls')?.textContent !== text, first, {
      timeout: 10_000,
    })
  })

  test('links to GraphiQL, the schema and the docs', async () => {
    const page = await open(new URL('/', demo.url).href)
    const links = await page.getByRole('navigation').getByRole('link').allInnerTexts()
    assert.deepEqual(links.slice(0, 2), ['GraphiQL', 'Schema'])
    await page.getByRole('link', { name: 'Schema' }).click()
    await page.getByText('type Query').first().waitFor()
  })
})

describe('the console of a gateway', () => {
  let world: World

  before(async () => {
    world = await startWorld({ ANONYMOUS_SCOPES: '*' })
  })

  after(() => world.stop())

  test('shows the numbers of the graph', async () => {
    const page = await open(world.url)
    await page.locator('#agents li').first().waitFor()
    await page.locator('#tile-calls [data-value]', { hasText: /^[\d,]+$/ }).waitFor()
    const from = new Date(new Date().setMinutes(0, 0, 0) - 23 * 3_600_000).toISOString()
    const graph = await ask(
      world.url,
      `{
        currentAgentStatuses(first: 1000) { nodes { status { name } } }
        currentMenuStatuses { nodes { queuedCount } }
        callStats(filter: { startedAt: { from: "${from}" } }, groupBy: [VENDOR], interval: HOUR) {
          total { count }
          isComplete
          groups { startsAt vendor measures { count } }
        }
        accounts { name vendor }
      }`,
    )
    const countOf = (rows: any[]) => rows.reduce((sum, { measures }) => sum + measures.count, 0)
    const statuses = graph.currentAgentStatuses.nodes.map(({ status }: any) => status.name)
    const waiting = graph.currentMenuStatuses.nodes.reduce(
      (sum: number, row: any) => sum + row.queuedCount,
      0,
    )
    const { total, groups, isComplete } = graph.callStats
    assert.ok(isComplete && total.count > 0 && waiting > 0)
    assert.equal(numberIn(await textOf(page, '#tile-calls [data-value]')), total.count)
    assert.equal(numberIn(await textOf(page, '#tile-waiting [data-value]')), waiting)
    assert.equal(numberIn(await textOf(page, '#tile-agents [data-value]')), statuses.length)
    for (const row of await page.locator('#agents li').allInnerTexts()) {
      const [name = '', count = ''] = row.split('\n').filter(Boolean)
      assert.equal(numberIn(count), statuses.filter((one: string) => one === name).length, name)
    }
    const rows = page.locator('#accounts tbody tr')
    assert.deepEqual(
      await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-key'))),
      graph.accounts.map(({ name }: any) => name),
    )

    // The table behind the chart: an hour a row, the latest first.
    await page.getByText('The same as a table').click()
    await page.locator('#hours tbody tr').first().waitFor()
    const cells = await page
      .locator('#hours tbody tr')
      .evaluateAll((all) =>
        all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '')),
      )
    assert.equal(cells.length, 24)
    for (const [index, shown] of cells.entries()) {
      const startsAt = new Date(Date.parse(from) + (23 - index) * 3_600_000).toISOString()
      const own = groups.filter((group: any) => group.startsAt === startsAt)
      const expected = graph.accounts.map(({ vendor }: any) =>
        countOf(own.filter((group: any) => group.vendor === vendor)),
      )
      assert.deepEqual(shown.map(numberIn), [...expected, countOf(own)], startsAt)
    }
    const legend = await page.locator('#hours .legend b').allInnerTexts()
    assert.equal(
      legend.map(numberIn).reduce((sum, count) => sum + count),
      total.count,
    )
  })

  test('says which vendor fails and since when, and that it is back', { timeout: 120_000 }, async () => {
    const page = await open(world.url)
    await page.locator('#calls li').first().waitFor()
    const failedAt = Date.now()
    world.sandbox.callcap.intercept = () => new Response('{}', { status: 503 })
    const trouble = page.locator('#trouble')
    await trouble.filter({ hasText: /Callcap .*since \d\d:\d\d:\d\d/ }).waitFor({ timeout: 60_000 })
    const [, since = ''] = /since ([\d:]+)/.exec(await trouble.innerText()) ?? []
    const told = new Date(failedAt)
    told.setHours(...(since.split(':').map(Number) as [number, number, number]))
    assert.ok(Math.abs(told.getTime() - failedAt) < 30_000, since)
    assert.doesNotMatch(await trouble.innerText(), /UJET|Whippy|TWIN|Allo/)
    assert.notEqual(await page.locator('[data-key=callcap]').getAttribute('data-state'), 'UP')
    assert.equal(await page.locator('[data-key=ujet]').getAttribute('data-state'), 'UP')
    world.sandbox.callcap.intercept = undefined
    await trouble.filter({ hasText: 'Callcap answers again.' }).waitFor({ timeout: 60_000 })
    await page.waitForFunction(() => document.querySelector('#trouble')?.textContent === '', null, {
      timeout: 60_000,
    })
  })
})

describe('the console behind a sign-in', () => {
  let world: World
  let token: Issuer['token']

  before(async () => {
    const issuer = await createIssuer(systemClock)
    token = issuer.token
    world = await startWorld({
      AUTH: 'jwt',
      CONSOLE: 'on',
      JWT_ISSUER: issuer.signIn.issuer,
      JWT_AUDIENCE: issuer.signIn.audience,
      JWT_KEY: JSON.stringify({ ...(await exportJWK(issuer.publicKey())), alg: 'RS256' }),
    })
  })

  after(() => world.stop())

  async function signIn(page: Page, text: string): Promise<void> {
    await page.getByLabel('Token').fill(text)
    await page.getByRole('button', { name: 'Show the console' }).click()
  }

  test('asks for a token, and says that one was refused', async () => {
    const page = await open(world.url)
    await page.getByLabel('Token').waitFor()
    assert.equal(await page.locator('#refusal').innerText(), '')
    await signIn(page, 'nonsense')
    await page.getByRole('alert').filter({ hasText: 'The token was refused' }).waitFor()
    assert.equal(await page.locator('#board').isVisible(), false)
    await signIn(page, await token('calls:read agents:read menus:read'))
    await page.locator('#calls li').first().waitFor()
    assert.equal(await page.getByLabel('Token').isVisible(), false)
  })

  test('keeps the token in the memory of the page only', async () => {
    const page = await open(world.url)
    await signIn(page, await token('calls:read'))
    await page.locator('#calls li').first().waitFor()
    const kept = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])
    assert.deepEqual(kept, [0, 0, ''])
    assert.equal(await page.getByLabel('Token').inputValue(), '')
    await page.reload()
    await page.getByLabel('Token').waitFor()
  })

  test('shows only the panels of the viewer’s scopes', async () => {
    const page = await open(world.url)
    await signIn(page, await token('calls:read'))
    await page.locator('#calls li').first().waitFor()
    assert.equal(await page.locator('#agents').isVisible(), false)
    assert.equal(await page.locator('#tile-waiting').isVisible(), false)
  })

  test('asks again when the sign-in has expired', async () => {
    const page = await open(world.url)
    // Clocks may differ by 30 seconds.
    const exp = Math.floor(Date.now() / 1000) - 25
    await signIn(page, await token('calls:read', { claims: { exp } }))
    await page.locator('#calls li').first().waitFor()
    await page.getByRole('alert').filter({ hasText: 'has expired' }).waitFor()
  })
})

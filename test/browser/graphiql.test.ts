// GraphiQL of the demo in a real browser: it opens without any other host, with the examples, and runs them.
import type { Page } from 'playwright-core'
import type { Browser } from './chromium.ts'
import type { Demo } from './demo.ts'
import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { loadExamples } from '../../src/docs.ts'
import { openBrowser } from './chromium.ts'
import { startDemo } from './demo.ts'

const PATIENCE_MS = 20_000

let demo: Demo
let browser: Browser
let page: Page
const complaints: string[] = []

before(async () => {
  browser = await openBrowser()
  demo = await startDemo()
  page = await browser.context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(demo.url)
})

after(async () => {
  await browser?.close()
  await demo?.stop()
})

/** `TodaysCalls` for `todays-calls`. */
function toTitle(name: string): string {
  return name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}

const titles = () => page.getByRole('tab').allInnerTexts()

async function open(title: string): Promise<void> {
  await page.getByTitle(title, { exact: true }).click()
  // GraphiQL reads the name of the operation a moment after it has shown it, and then puts it into the address.
  await page.waitForURL(({ searchParams }) => searchParams.get('query')?.includes(`query ${title}`) ?? false)
}

/** Runs what the open tab holds and gives the whole answer, of which the page renders only what is in view. */
async function run(): Promise<any> {
  const [response] = await Promise.all([
    page.waitForResponse((one) => one.request().method() === 'POST'),
    page.locator('.graphiql-execute-button').click(),
  ])
  return response.json()
}

/** The accounts of the demo, in their order. */
const ACCOUNTS = ['ujet', 'callcap', 'whippy', 'allo-media', 'twin']

test('the page opens with the example operations as tabs, the first one open with its variables', async () => {
  await page.locator('.graphiql-execute-button').waitFor()
  const names = loadExamples().map(({ name }) => toTitle(name))
  assert.deepEqual(await titles(), names)
  await page.locator('.graphiql-query-editor', { hasText: `query ${names[0]}` }).waitFor()
  await page.locator('.graphiql-editor-tool', { hasText: '"today"' }).waitFor()
})

test('the run button shows the calls of today with their bill', async () => {
  await open('TodaysCalls')
  const { data, extensions } = await run()
  assert.equal(data.calls.nodes.length, 50)
  const lists = extensions.upstream.requests.filter(({ noun }: { noun: string }) => noun === 'CALL')
  assert.deepEqual(new Set(lists.map(({ account }: { account: string }) => account)), new Set(ACCOUNTS))
  const shown = page.locator('.graphiql-response')
  await shown.filter({ hasText: data.calls.nodes[0].id }).waitFor()
  const path = join(tmpdir(), 'switchboard-graphiql.png')
  await page.screenshot({ path })
  console.log(`screenshot: ${path}`)
})

test('the end of the answer tells what it cost upstream', async () => {
  await page.locator('.graphiql-response .monaco-editor').first().click()
  await page.keyboard.press('Control+End')
  await page.locator('.graphiql-response', { hasText: '"segment"' }).waitFor()
})

test('another example runs from its own tab with its own variables', async () => {
  await open('MenuTree')
  const { data, errors } = await run()
  assert.equal(errors, undefined)
  assert.ok(data.menuTree.nodes.length > 0)
})

test('every call of the last hour comes from all vendors in one list, newest first', async () => {
  await open('LastHour')
  const { data, errors } = await run()
  assert.equal(errors, undefined)
  const calls = data.calls.edges.map(({ node }: { node: { vendor: string; startedAt: string } }) => node)
  const instants = calls.map(({ startedAt }: { startedAt: string }) => startedAt)
  assert.deepEqual(instants, instants.toSorted().toReversed())
  assert.ok(new Set(calls.map(({ vendor }: { vendor: string }) => vendor)).size >= 4)
  const reports = data.calls.accounts.map(({ account, state }: { account: string; state: string }) => [
    account,
    state,
  ])
  assert.deepEqual(
    reports,
    ACCOUNTS.map((account) => [account, 'COMPLETE']),
  )
})

test('a page that is loaded again has the same tabs and the same one open', async () => {
  const tabs = await titles()
  await page.reload()
  await page.locator('.graphiql-query-editor', { hasText: 'query LastHour' }).waitFor()
  assert.deepEqual(await titles(), tabs)
})

test('the documentation shows the schema', async () => {
  await page.getByRole('button', { name: /documentation/i }).click()
  await page.locator('.graphiql-plugin', { hasText: 'Query' }).waitFor()
})

test('nothing outside this machine was asked for, and the browser complained of nothing', () => {
  assert.deepEqual(browser.strangers, [])
  assert.deepEqual(complaints, [])
})

// `npm run screenshots`: pictures of the console over the demo, for the README.
import { openBrowser } from './chromium.ts'
import { startDemo } from './demo.ts'

const DOCS = new URL('../../docs/', import.meta.url)

/** UJET's calls of a day are read at one request a second. */
const READING_MS = 180_000

const demo = await startDemo()
const browser = await openBrowser()
try {
  const page = await browser.context.newPage()
  await page.setViewportSize({ width: 1280, height: 960 })
  await page.goto(new URL('/', demo.url).href)
  await page.locator('#tile-calls [data-value]', { hasText: /^[\d,]+$/ }).waitFor({ timeout: READING_MS })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.screenshot({ path: new URL(`console-${colorScheme}.png`, DOCS).pathname })
  }
} finally {
  await browser.close()
  await demo.stop()
}

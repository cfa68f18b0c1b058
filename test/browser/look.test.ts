// How the console looks and reads: sizes, schemes, contrast, keyboard and screen readers, in the states of a company.
import type { Page } from 'playwright-core'
import type { Browser } from './chromium.ts'
import type { State } from './gateway.ts'
import type { World } from './world.ts'
import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import axe from 'axe-core'
import { openBrowser } from './chromium.ts'
import { standIn } from './gateway.ts'
import { STATES } from './states.ts'
import { startWorld } from './world.ts'

const SIZES = [
  [360, 800],
  [768, 1024],
  [1440, 900],
  [2560, 1440],
  [3840, 2160],
] as const
const SCHEMES = ['light', 'dark'] as const

let browser: Browser
let world: World

before(async () => {
  browser = await openBrowser()
  // Its pages are served; its answers are those of a state.
  world = await startWorld()
})

after(async () => {
  await world.stop()
  await browser.close()
})

afterEach(async () => {
  for (const page of browser.context.pages().slice(1)) await page.close()
})

async function open(state: State): Promise<{ page: Page; asked: readonly string[] }> {
  const page = await browser.context.newPage()
  page.setDefaultTimeout(20_000)
  const asked = await standIn(page, state)
  await page.goto(world.url)
  await page.locator('#accounts tbody tr').first().waitFor()
  await page.locator('#tile-calls').waitFor()
  return { page, asked }
}

async function turn(page: Page, colorScheme: (typeof SCHEMES)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
}

/** Violations, e.g. `color-contrast .note`. */
async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  const { violations }: axe.AxeResults = await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] })',
  )
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`))
}

/** Texts and swatches that are too faint on their ground, e.g. `2.9 “All 24 hours”`. */
function faintIn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number)
    const luminance = (colour: string) => {
      const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
        const part = value / 255
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    const groundOf = (element: Element | null): string => {
      const colour = element === null ? 'rgb(255, 255, 255)' : getComputedStyle(element).backgroundColor
      return channels(colour)[3] === 0 ? groundOf(element?.parentElement ?? null) : colour
    }
    const ratio = (one: string, other: string) => {
      const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
      return (high + 0.05) / (low + 0.05)
    }
    const faint: string[] = []
    const judge = (what: string, colour: string, ground: string, least: number) => {
      const found = ratio(colour, ground)
      if (found < least) faint.push(`${found.toFixed(1)} ${what}`)
    }
    for (const element of document.querySelectorAll('body *')) {
      if (!element.checkVisibility()) continue
      const { fill, color, backgroundColor } = getComputedStyle(element)
      const isSvg = element instanceof SVGElement
      const text = [...element.childNodes].find(
        ({ nodeType, data = '' }: any) => nodeType === 3 && data.trim() !== '',
      )
      const ground = groundOf(isSvg ? element.closest('.panel') : element)
      if (text !== undefined) judge(`“${text.textContent}”`, isSvg ? fill : color, ground, 4.5)
      // Graphics need less than texts.
      if (element.matches('.swatch')) judge('swatch', backgroundColor, groundOf(element.parentElement), 3)
      if (element.matches('.chart [data-vendor]')) judge('bar', fill, ground, 3)
    }
    return faint
  })
}

/** Elements whose text does not fit, but those that end in an ellipsis. */
function cutIn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const isCut = (element: Element) =>
      element.checkVisibility() &&
      element.scrollWidth > element.clientWidth + 1 &&
      element.clientWidth > 1 &&
      getComputedStyle(element).textOverflow !== 'ellipsis' &&
      !element.matches('.scroll')
    const isBeyond = (element: Element) => {
      const { left, right } = element.getBoundingClientRect()
      const { left: start = left, right: end = right } =
        element.closest('.panel')?.getBoundingClientRect() ?? {}
      return element.checkVisibility() && (left < start - 1 || right > end + 1)
    }
    const texts = [...document.querySelectorAll('.panel :is(p, dt, dd, span, th, td, time, text)')]
    return texts
      .filter((element) => !element.closest('thead, details') && (isCut(element) || isBeyond(element)))
      .map((element) => `${element.className} “${element.textContent}”`)
  })
}

describe('the look', () => {
  for (const [name, state] of Object.entries<State>(STATES))
    test(`fits all sizes, and is readable in both schemes: ${name}`, { timeout: 120_000 }, async () => {
      const { page } = await open(state)
      await page.locator('summary').click()
      for (const colorScheme of SCHEMES) {
        await turn(page, colorScheme)
        for (const [width, height] of SIZES) {
          await page.setViewportSize({ width, height })
          // The chart is drawn again in the next frame.
          await page.evaluate(
            () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
          )
          const where = `${width} px, ${colorScheme}`
          const hidden = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
          assert.ok(hidden <= 0, `${hidden} px beyond the right edge at ${where}`)
          assert.deepEqual(await cutIn(page), [], `cut at ${where}`)
          assert.deepEqual(await faintIn(page), [], `faint at ${where}`)
          if (width <= 1440) assert.deepEqual(await violationsOf(page), [], where)
        }
        const ground = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
        const [red = 0] = ground.match(/\d+/)?.map(Number) ?? []
        assert.equal(red < 128, colorScheme === 'dark')
      }
    })

  test('is that of the page without an answer too', async () => {
    const { page } = await open(STATES.usual)
    await page.unroute('**/graphql')
    await page.route('**/graphql', (route) => route.abort())
    await page.getByText('No answer since').waitFor()
    for (const colorScheme of SCHEMES) {
      await turn(page, colorScheme)
      assert.deepEqual([await faintIn(page), await violationsOf(page)], [[], []])
    }
  })

  test('is that of the sign-in too, where focus goes to the token and then to the numbers', async () => {
    const page = await browser.context.newPage()
    let isSignedIn = false
    await page.route('**/graphql', async (route) => {
      if (isSignedIn) return route.fallback()
      await route.fulfill({ status: 401, headers: { 'www-authenticate': 'Bearer' }, body: '{}' })
    })
    await page.goto(world.url)
    await page.getByLabel('Token').waitFor()
    for (const colorScheme of SCHEMES) {
      await turn(page, colorScheme)
      assert.deepEqual([await faintIn(page), await violationsOf(page)], [[], []])
    }
    await page.keyboard.type('nonsense')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').filter({ hasText: 'refused' }).waitFor()
    assert.deepEqual([await faintIn(page), await violationsOf(page)], [[], []])
    isSignedIn = true
    await page.keyboard.type('token')
    await page.keyboard.press('Enter')
    await page.locator('#board:focus').waitFor()
  })
})

describe('the reading', () => {
  test('has one heading of the page, and one of each panel; charts and tables have names', async () => {
    const { page } = await open(STATES.usual)
    const headings = await page.getByRole('heading').allInnerTexts()
    assert.deepEqual(headings, [
      'Switchboard',
      'Calls by hour and vendor',
      'Agents by status',
      'Accounts',
      'Newest calls',
    ])
    assert.equal(await page.locator('html').getAttribute('lang'), 'en')
    const chart = page.getByRole('img', {
      name: /^Bars of [\d,]+ calls by hour and vendor\. The most, /,
    })
    assert.equal(await chart.count(), 1)
    await page.setViewportSize({ width: 360, height: 800 })
    const accounts = page.getByRole('table', { name: 'Accounts' })
    assert.equal(await accounts.getByRole('columnheader').count(), 5)
    assert.equal(await accounts.getByRole('rowheader', { name: 'Allo-Media' }).count(), 1)
  })

  for (const [name, trouble] of [
    ['usual', ''],
    ['down', 'Callcap has not answered since'],
  ] as const)
    test(`is silent while calls arrive and numbers move: ${name}`, async () => {
      const { page } = await open(STATES[name])
      await page.getByText('Live').waitFor()
      await page.locator('#trouble').filter({ hasText: trouble }).waitFor({ state: 'attached' })
      await page.evaluate(() => {
        const said: string[] = []
        const live = document.querySelectorAll('[role=status], [role=alert], [aria-live]')
        for (const element of live)
          new MutationObserver(() => said.push(element.textContent)).observe(element, {
            childList: true,
            characterData: true,
            subtree: true,
          })
        Object.assign(window, { said })
      })
      const first = await page.locator('#board').textContent()
      await page.waitForTimeout(11_000)
      assert.notEqual(await page.locator('#board').textContent(), first)
      assert.deepEqual(await page.evaluate(() => (window as any).said), [])
    })

  test('goes by keyboard through all that can be used, and the focus is visible', async () => {
    const { page } = await open(STATES.usual)
    await page.evaluate(() => document.querySelector('details')?.setAttribute('open', ''))
    await page.locator('#hours tbody tr').first().waitFor()
    const reached: string[] = []
    for (let times = 0; times < 20; times += 1) {
      await page.keyboard.press('Tab')
      const [name, outline] = await page.evaluate(() => {
        const element = document.activeElement
        if (element === null || element === document.body) return ['', 'none']
        return [
          element.textContent.trim().slice(0, 20) || element.className,
          getComputedStyle(element).outlineStyle,
        ]
      })
      if (name === '') break
      assert.equal(outline, 'solid', name)
      reached.push(name ?? '')
    }
    const links = await page.getByRole('navigation').getByRole('link').allInnerTexts()
    const [skip, ...others] = reached
    assert.equal(skip, 'Skip to the numbers')
    assert.deepEqual(others.slice(0, links.length), links)
    assert.equal(others[links.length], 'The same as a table')
    assert.equal(others.length, links.length + 2, 'the table can be scrolled')
  })

  test('has no motion where people want less of it', async () => {
    const { page } = await open(STATES.usual)
    const moving = () =>
      page.evaluate(() => {
        const row = document.querySelector('.calls li')
        row?.classList.add('new')
        const bar = getComputedStyle(document.querySelector('.bar > span') ?? document.body)
        return [bar.transitionDuration, row === null ? '' : getComputedStyle(row).animationName]
      })
    await page.emulateMedia({ reducedMotion: 'no-preference' })
    assert.deepEqual(await moving(), ['0.6s', 'arrive'])
    await page.emulateMedia({ reducedMotion: 'reduce' })
    assert.deepEqual(await moving(), ['0s', 'none'])
  })
})

test('a hidden page asks nothing, and goes on once it is shown', { timeout: 60_000 }, async () => {
  const { page, asked } = await open(STATES.usual)
  const show = (isHidden: boolean) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { configurable: true, value: hidden })
      document.dispatchEvent(new Event('visibilitychange'))
    }, isHidden)
  await show(true)
  const count = asked.length
  await page.waitForTimeout(11_000)
  assert.deepEqual(asked.slice(count), [])
  await show(false)
  await page.waitForRequest((request) => request.postData()?.includes('ConsoleStats') === true)
  assert.deepEqual(asked.slice(count, count + 1), ['ConsoleStart'])
})

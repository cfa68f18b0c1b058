// Calls by hour and vendor: stacked bars, a legend that follows the pointer, and the same as a table.
//
//   612 ┤      ▂▆█▇▅
//       │   ▁▄██████▆▃
//     0 ┼────────────────   24 hours, the last one not over yet
import { byId, make, setText, showList, swatch, within } from './dom.js'
import { toCount, toHour, toNumber, toShort, toVendor } from './words.js'

/**
 * @typedef {{ startsAt: string | null, vendor: string | null, measures: { count: number } }} Group
 * @typedef {{ at: number, counts: ReadonlyMap<string, number>, count: number }} Hour
 * @typedef {{ hours: readonly Hour[], vendors: readonly string[], coveredFrom: number | null }} Board
 */

const HOURS = 24
const HOUR_MS = 3_600_000

/** The start of the range: the hour that runs, and 23 before. */
export function rangeStart() {
  return rangeEnd() - HOURS * HOUR_MS
}

/** The end of the hour that runs. */
export function rangeEnd() {
  return new Date().setMinutes(60, 0, 0)
}

/**
 * Hours with their counts, zeros included.
 * @param {number} from
 * @param {readonly Group[]} groups
 * @returns {readonly Hour[]}
 */
export function toHours(from, groups) {
  return Array.from({ length: HOURS }, (_, index) => {
    const at = from + index * HOUR_MS
    const own = groups.filter(({ startsAt }) => startsAt !== null && Date.parse(startsAt) === at)
    const counts = new Map(
      own.flatMap(({ vendor, measures }) => (vendor === null ? [] : [[vendor, measures.count]])),
    )
    return { at, counts, count: own.reduce((sum, { measures }) => sum + measures.count, 0) }
  })
}

/** @type {Board} */
let board = { hours: [], vendors: [], coveredFrom: null }
/** The hour under the pointer. @type {Hour | null} */
let pointed = null

/** @param {Board} next */
export function showChart(next) {
  board = next
  byId('hours').hidden = false
  pointed = next.hours.find(({ at }) => at === pointed?.at) ?? null
  draw()
  showLegend()
  showTable()
}

/** Room in rem for the numbers at the left and the hours below. */
const ROOM = { left: 2.75, right: 0.75, bottom: 1.5, top: 0.5 }

function draw() {
  const svg = within(byId('hours'), '.chart')
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const [width, height] = [svg.clientWidth, svg.clientHeight]
  if (width === 0) return
  const [left, bottom, top] = [ROOM.left * rem, height - ROOM.bottom * rem, ROOM.top * rem]
  const most = toCeiling(Math.max(1, ...board.hours.map(({ count }) => count)))
  const y = (/** @type {number} */ count) => bottom - (count / most) * (bottom - top)
  const step = (width - left - ROOM.right * rem) / HOURS
  const gap = Math.max(2, step * 0.18)
  const every = step < 1.2 * rem ? 6 : 3

  /** @type {SVGElement[]} */
  const marks = []
  for (const count of [0, most / 2, most]) {
    marks.push(shape('line', { class: 'grid', x1: left, x2: width, y1: y(count), y2: y(count) }))
    marks.push(label(toShort(count), { x: left - 0.5 * rem, y: y(count), class: 'axis end' }))
  }
  board.hours.forEach((hour, index) => {
    const x = left + index * step
    const isUnread = board.coveredFrom === null || hour.at + HOUR_MS <= board.coveredFrom
    marks.push(
      shape('rect', {
        class: `slot${isUnread ? ' unread' : ''}${hour === pointed ? ' pointed' : ''}`,
        x,
        y: top,
        width: step,
        height: bottom - top,
      }),
    )
    let below = 0
    for (const vendor of board.vendors) {
      const count = hour.counts.get(vendor) ?? 0
      const [from, to] = [y(below), y(below + count)]
      below += count
      // A thin line of the ground parts the vendors.
      const size = from - to - (from - to > 4 ? 1 : 0)
      if (size > 0)
        marks.push(
          shape('rect', { 'data-vendor': vendor, x: x + gap / 2, y: to, width: step - gap, height: size }),
        )
    }
    const clock = new Date(hour.at).getHours()
    if (clock % every === 0)
      marks.push(label(toHour(hour.at), { x: x + step / 2, y: height - 0.35 * rem, class: 'axis' }))
  })
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`)
  svg.setAttribute('aria-label', toSummary())
  svg.replaceChildren(...marks)
}

function toSummary() {
  const total = board.hours.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return allHours()
  const busiest = board.hours.reduce((most, hour) => (hour.count > most.count ? hour : most))
  return `Bars of ${toCount(total, 'call')} by hour and vendor. The most, ${toNumber(busiest.count)}, began from ${toSpan(busiest)}. The table below has all numbers.`
}

function allHours() {
  return board.hours.some(({ count }) => count > 0) ? 'All 24 hours' : 'No calls in 24 hours'
}

/** @param {Hour} hour e.g. `14:00 to 15:00` */
function toSpan({ at }) {
  return `${toHour(at)} to ${toHour(at + HOUR_MS)}`
}

/** The next round number, e.g. 612 → 800, that has a half. @param {number} value */
function toCeiling(value) {
  const power = 10 ** Math.floor(Math.log10(value))
  const step = [1, 2, 4, 6, 8, 10].find((one) => one * power >= value && (one * power) % 2 === 0)
  return (step ?? 20) * power
}

/**
 * @param {string} name
 * @param {Readonly<Record<string, string | number>>} attributes
 */
function shape(name, attributes) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  return element
}

/**
 * @param {string} text
 * @param {Readonly<Record<string, string | number>>} attributes
 */
function label(text, attributes) {
  const element = shape('text', attributes)
  element.textContent = text
  return element
}

function showLegend() {
  const { hours, vendors } = board
  const shown = pointed === null ? hours : [pointed]
  setText(within(byId('hours'), '[data-span]'), pointed === null ? allHours() : toSpan(pointed))
  showList(
    within(byId('hours'), '.legend'),
    vendors,
    (vendor) => vendor,
    (vendor, known) => {
      const item = known ?? make('li', {}, swatch(vendor), toVendor(vendor), ' ', make('b', {}))
      const count = shown.reduce((sum, { counts }) => sum + (counts.get(vendor) ?? 0), 0)
      setText(within(item, 'b'), toNumber(count))
      return item
    },
  )
}

/** Filled while it is open. */
function showTable() {
  const details = within(byId('hours'), 'details')
  if (!details.hasAttribute('open')) return
  const { hours, vendors } = board
  const heads = ['Hour', ...vendors.map(toVendor), 'All'].map((text) => make('th', { scope: 'col' }, text))
  const rows = hours.toReversed().map((hour) => {
    const numbers = [...vendors.map((vendor) => hour.counts.get(vendor) ?? 0), hour.count]
    const cells = numbers.map((count) => make('td', {}, toNumber(count)))
    return make('tr', {}, make('th', { scope: 'row' }, toSpan(hour)), ...cells)
  })
  within(details, 'thead').replaceChildren(make('tr', {}, ...heads))
  within(details, 'tbody').replaceChildren(...rows)
}

/** @param {Hour | null} hour */
function point(hour) {
  if (hour === pointed) return
  pointed = hour
  draw()
  showLegend()
}

const chart = within(byId('hours'), '.chart')
chart.addEventListener('pointermove', (event) => {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const { left, width } = chart.getBoundingClientRect()
  const start = ROOM.left * rem
  point(
    board.hours[Math.floor(((event.clientX - left - start) / (width - start - ROOM.right * rem)) * HOURS)] ??
      null,
  )
})
chart.addEventListener('pointerleave', () => point(null))
within(byId('hours'), 'details').addEventListener('toggle', showTable)
new ResizeObserver(draw).observe(chart)

// Elements of the page. Every text of the graph is set as text, never as markup.

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const element = document.getElementById(id)
  if (element === null) throw new Error(`index.html has no #${id}`)
  return element
}

/**
 * @param {ParentNode} parent
 * @param {string} selector
 * @returns {HTMLElement}
 */
export function within(parent, selector) {
  /** @type {HTMLElement | null} */
  const element = parent.querySelector(selector)
  if (element === null) throw new Error(`index.html has no ${selector}`)
  return element
}

/**
 * @param {string} name
 * @param {Readonly<Record<string, string>>} attributes
 * @param {...(Node | string)} children
 */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children)
  return element
}

/**
 * Leaves equal texts alone, so that screen readers stay silent.
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text
}

/**
 * Reuses, adds, sorts and removes children by key. Without items the panel's note says so.
 * @template T
 * @param {Element} parent
 * @param {readonly T[]} items
 * @param {(item: T) => string} keyOf
 * @param {(item: T, known: HTMLElement | null) => HTMLElement} show
 */
export function showList(parent, items, keyOf, show) {
  const known = new Map(Array.from(parent.children, (child) => [child.getAttribute('data-key') ?? '', child]))
  items.forEach((item, index) => {
    const key = keyOf(item)
    const before = known.get(key)
    known.delete(key)
    const element = show(item, before instanceof HTMLElement ? before : null)
    element.setAttribute('data-key', key)
    const place = parent.children[index] ?? null
    if (place !== element) parent.insertBefore(element, place)
  })
  for (const child of known.values()) child.remove()
  const note = parent.parentElement?.querySelector('[data-empty]')
  if (note instanceof HTMLElement) note.hidden = items.length > 0
}

/** The colour of a vendor, beside its name. @param {string} vendor */
export function swatch(vendor) {
  return make('span', { class: 'swatch', 'data-vendor': vendor, 'aria-hidden': 'true' })
}

/** A bar that `setBar` fills; the number stands beside it. */
export function bar() {
  return make('span', { class: 'bar', 'aria-hidden': 'true' }, make('span', { 'data-bar': '' }))
}

/**
 * @param {Element} parent
 * @param {number} part from 0 to 1
 */
export function setBar(parent, part) {
  within(parent, '[data-bar]').style.inlineSize = `${Math.min(1, part) * 100}%`
}

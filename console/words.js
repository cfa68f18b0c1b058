// Words and numbers for people: `IN_PROGRESS` → `In progress`, 281 → `4:41`.

const VENDORS = new Map([
  ['UJET', 'UJET'],
  ['TWIN', 'TWIN'],
  ['ALLO_MEDIA', 'Allo-Media'],
])

/** @param {string} vendor e.g. `CALLCAP` */
export function toVendor(vendor) {
  return VENDORS.get(vendor) ?? toWords(vendor)
}

/**
 * `Callcap`, or `UJET (emea)` where the account has a name of its own.
 * @param {string} name
 * @param {string} vendor
 */
export function toAccount(name, vendor) {
  const label = toVendor(vendor)
  return name === label.toLowerCase() ? label : `${label} (${name})`
}

/** @param {string} word */
export function toWords(word) {
  const text = word.toLowerCase().replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const NUMBER = new Intl.NumberFormat('en-GB')

/** @param {number} value e.g. 8214 → `8,214` */
export function toNumber(value) {
  return NUMBER.format(value)
}

const SHORT = new Intl.NumberFormat('en-GB', { notation: 'compact' })

/** @param {number} value e.g. 400000 → `400K` */
export function toShort(value) {
  return SHORT.format(value)
}

/**
 * @param {number} count
 * @param {string} one e.g. `call`
 */
export function toCount(count, one) {
  return `${toNumber(count)} ${one}${count === 1 ? '' : 's'}`
}

/** @param {number} seconds e.g. 281 → `4:41`, 4000 → `1:06:40` */
export function toLength(seconds) {
  const whole = Math.round(seconds)
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  const two = (/** @type {number} */ value) => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}

const HOUR = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })

/** @param {number} instant e.g. `14:00` */
export function toHour(instant) {
  return HOUR.format(new Date(instant))
}

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** @param {string | number} instant e.g. `12:03:10` in the zone of the viewer */
export function toClock(instant) {
  return CLOCK.format(new Date(instant))
}

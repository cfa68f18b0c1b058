// JSON of vendors. An integer beyond 2^53 is read as a text of its digits, since as a number it would be rounded and
// two ids could become one.

/** A run of digits where a number may begin, long enough to be rounded: `"id":9007199254740993`. */
const LONG_INTEGER = /(?:^|[\s:,[-])\d{16}/

/** Throws SyntaxError. */
export function parseJson(text: string): unknown {
  return LONG_INTEGER.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text)
}

/** The runtime tells a reviver how a value was written; arrays and objects have no source. */
function keepDigits(_key: string, value: unknown, context: { readonly source?: string } = {}): unknown {
  const { source } = context
  const isRounded = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
  return isRounded && source !== undefined && /^-?\d+$/.test(source) ? source : value
}

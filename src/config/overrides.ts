// What operators say about a vendor where its documents leave something open: JSON of known keys only.
import type { Parse } from './parse.ts'
import type { AccountConfig } from '../vendors/account.ts'
import { expected, Refusal } from './parse.ts'

export function overrides(known: KnownOverrides): Parse<AccountConfig['overrides']> {
  const kinds = { paths: path, parameters: name, metadata: key } as const
  const names = (['paths', 'parameters', 'metadata'] as const).filter((kind) => known[kind] !== undefined)
  return (text) => {
    const given = jsonObject(text)
    if (Object.keys(given).some((one) => !names.some((kind) => kind === one)))
      throw new Refusal(`has an unknown key; known ${names.length === 1 ? 'is' : 'are'}: ${names.join(', ')}`)
    const read = names.flatMap((kind) => {
      const value = given[kind]
      return value === undefined ? [] : [[kind, replacements(kind, value, known[kind] ?? [], kinds[kind])]]
    })
    return Object.fromEntries(read)
  }
}

/** The keys that may be overridden, by kind. */
type KnownOverrides = Readonly<
  Partial<Record<'paths' | 'parameters' | 'metadata', readonly string[] | undefined>>
>

function replacements(
  kind: string,
  value: unknown,
  known: readonly string[],
  read: (replaced: string, value: unknown) => string,
): Readonly<Record<string, string>> {
  const given = Object.entries(isObject(value) ? value : { '': null })
  if (given.some(([one]) => !known.includes(one)))
    throw new Refusal(`"${kind}" expects an object with keys among: ${known.join(', ')}`)
  return Object.fromEntries(given.map(([one, text]) => [one, read(one, text)]))
}

function name(replaced: string, value: unknown): string {
  if (typeof value === 'string' && /^[\w.[\]-]+$/.test(value)) return value
  throw new Refusal(`"parameters" expects the name of a parameter for ${replaced}`)
}

/** A key of the customer's own may be anything that is one line. */
function key(replaced: string, value: unknown): string {
  if (typeof value === 'string' && value.trim() !== '' && !/\p{Cc}/u.test(value)) return value
  throw new Refusal(`"metadata" expects the key that holds ${replaced}`)
}

function jsonObject(text: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // Its message would repeat the text.
  }
  if (isObject(value)) return value
  throw expected('a JSON object', text)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Below the base URL; it may hold the places that the path it replaces has. */
function path(replaced: string, value: unknown): string {
  const filled = String(value).replaceAll(/\{\w+\}/g, (place) => (replaced.includes(place) ? 'x' : place))
  if (typeof value === 'string' && /^\/?[\w.~-]+(\/[\w.~-]+)*\/?$/.test(filled) && !filled.includes('..'))
    return value
  throw new Refusal(`"paths" expects a path such as /menu for ${replaced}`)
}

/** Stands for everything there is. */

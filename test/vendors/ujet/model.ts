// A way to write down a documented model together with the place of each of its fields in the domain, and to fill it
// with values that cannot be mistaken for one another.
import { toRfc3339 } from '../../../src/domain/time.ts'

export type Kind = 'number' | 'text' | 'flag' | 'time'

/** A documented field: what it holds and where it must arrive. */
export class Field {
  readonly kind: Kind
  readonly path: string

  constructor(kind: Kind, path: string) {
    this.kind = kind
    this.path = path
  }
}

export const number = (path: string) => new Field('number', path)
export const text = (path: string) => new Field('text', path)
export const flag = (path: string) => new Field('flag', path)
export const time = (path: string) => new Field('time', path)

export type Model = Field | readonly Model[] | { readonly [key: string]: Model }

export interface Filled {
  readonly row: unknown
  readonly fields: readonly { readonly wire: string; readonly path: string; readonly value: unknown }[]
}

/** The model as a row: each number, text and instant once, and all flags alike. */
export function fill(model: Model, flags: boolean): Filled {
  const fields: { wire: string; path: string; value: unknown }[] = []
  const make = {
    number: (n: number) => [1000 + n, 1000 + n],
    text: (n: number) => [`text ${n}`, `text ${n}`],
    flag: () => [flags, flags],
    time: (n: number) => [toRfc3339(n * 60_000), n * 60_000],
  }
  const walk = (part: Model, wire: string): unknown => {
    if (part instanceof Field) {
      const [sent, value] = make[part.kind](fields.length + 1)
      fields.push({ wire, path: part.path, value })
      return sent
    }
    if (Array.isArray(part)) return part.map((one, index) => walk(one, `${wire}.${index}`))
    return Object.fromEntries(Object.entries(part).map(([key, one]) => [key, walk(one, `${wire}.${key}`)]))
  }
  return { row: walk(model, ''), fields }
}

/** What stands at a path such as `transfers.0.fromAgent.name`. */
export function at(row: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => {
    return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
  }, row)
}

/** The model with every field null, and its own id. */
export function emptied(model: Model): unknown {
  const walk = (part: Model): unknown => {
    if (part instanceof Field) return null
    if (Array.isArray(part)) return part.map(walk)
    return Object.fromEntries(Object.entries(part).map(([key, one]) => [key, walk(one)]))
  }
  return { ...Object(walk(model)), id: 1 }
}

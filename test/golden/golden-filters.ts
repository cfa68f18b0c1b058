// Random filters of golden cases, with values of the rows and values that no row has.
import type { Noun } from '../../src/domain/noun.ts'
import type { Vendor } from '../../src/domain/vendor.ts'
import type { AnyRow, VendorFilter } from '../support/filters.ts'
import type { Draw } from './golden-draw.ts'
import { toVendorKey } from '../../src/domain/vendor.ts'
import { filtersOf, isAbsent, readAll, strangersOf } from '../support/filters.ts'
import { drawKeys, numbers, some, times } from './golden-draw.ts'

interface Account {
  readonly name: string
  readonly vendor: Vendor
}

type DrawValue = (draw: Draw) => unknown

const flag: DrawValue = ({ random }) => random.chance(0.5)

/** Values that judges know and rows do not carry, words that vendors search for, and words that a vendor refuses. */
const EXCEPTIONS: Readonly<Record<string, DrawValue>> = {
  search: ({ random }) => random.pick(['visit', 'ada', '316', 'Spring', 'nothing']),
  withDeleted: flag,
  'whippy.mode': some(['phone_call', 'web_call']),
  'callcap.conversationType': ({ random }) => random.pick(['CALL', 'TEXT', 'ANY']),
  'callcap.callerNumberContains': ({ random }) => random.pick(['555', '1316', '0001', '(316) 555-0002']),
  'callcap.destinationNumberContains': ({ random }) => random.pick(['555', '1316', '0001', '+1']),
}

/** The more vendors carry a filter's value, the more often it is drawn. */
export function drawFilter(
  noun: Noun,
  draw: Draw,
  rows: readonly AnyRow[],
  accounts: readonly Account[],
): object {
  const valueOf = ({ name, spec }: VendorFilter) =>
    (EXCEPTIONS[name] ?? ((one) => drawValue(spec, one, rows, accounts)))(draw)
  const vendors = [...new Set(accounts.map(({ vendor }) => vendor))]
  const draws = vendors.flatMap((vendor) => {
    const able = filtersOf(vendor, noun).filter(
      (one) => !isAbsent(one.reaches) && (one.spec.read !== undefined || one.name in EXCEPTIONS),
    )
    const [own, common] = [able.filter(({ part }) => part !== null), able.filter(({ part }) => part === null)]
    const nested = () => ({ [toVendorKey(vendor)]: Object.fromEntries(drawParts(draw, own, valueOf)) })
    return [
      ...common.map((one) => () => one.toFilter(valueOf(one))),
      ...(own.length === 0 ? [] : vendors.map(() => nested)),
    ]
  })
  return Object.assign({}, ...drawKeys(draw.random, draws).map((one) => one()))
}

/** One of a vendor's own filters, now and then two. */
function drawParts(
  { random }: Draw,
  own: readonly VendorFilter[],
  valueOf: (one: VendorFilter) => unknown,
): readonly (readonly [string, unknown])[] {
  const chosen = [random.pick(own), ...(random.chance(0.5) ? [random.pick(own)] : [])]
  return chosen.map((one) => [one.part ?? '', valueOf(one)])
}

function drawValue(
  spec: VendorFilter['spec'],
  draw: Draw,
  rows: readonly AnyRow[],
  accounts: readonly Account[],
): unknown {
  const { kind, words: { all: words } = { all: [] }, names } = spec
  const { random } = draw
  const values = readAll(spec, rows)
  const texts = values.map(String)
  switch (kind) {
    case 'TIME_RANGE':
      return times(draw)
    case 'NUMBER_RANGE':
    case 'WHOLE_RANGE':
      return numbers(draw)
    case 'FLAG':
      return flag(draw)
    case 'WORDS':
      return some(words)(draw)
    case 'WORD':
      return random.pick(words)
    case 'IDS': {
      const strangers = accounts.flatMap((account) => strangersOf(spec, account))
      return some([...values, ...(names === undefined ? ['999999999'] : strangers)])(draw)
    }
    case 'NUMBERS':
      return some([...values, 99])(draw)
    case 'TEXTS':
      return some([...texts, 'nobody'])(draw)
    case 'ADDRESSES':
      return some([...texts, 'nobody@example.com'])(draw).map(recase(draw))
    case 'LANGUAGES':
      return some([...texts.flatMap((code) => [code, code.split('-')[0] ?? code]), 'de'])(draw).map(
        recase(draw),
      )
    case 'PHONES':
      return some([...texts, '+441632960001'])(draw).map(respell(draw))
    case 'PART_OF_TEXT':
      return recase(draw)(random.pick([...texts.flatMap((text) => text.split(' ')), 'nothing']))
    case 'ID':
    case 'TEXT':
      return random.pick([...texts, '999999999'])
    case 'NUMBER':
      return random.pick([...values, 99])
  }
}

const recase =
  ({ random }: Draw) =>
  (text: string) =>
    random.pick([text, text.toLowerCase(), text.toUpperCase()])

/** The same number in the ways in which people write it. */
const respell =
  ({ random }: Draw) =>
  (number: string) => {
    const [, area, office = '', line = ''] = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number) ?? []
    if (area === undefined) return number
    return random.pick([number, `+1 (${area}) ${office}-${line}`, `001${area}${office}${line}`])
  }

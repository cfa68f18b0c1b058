// What each vendor does about each filter, printed from the vendors' own tables.
import type { GraphQLInputType, GraphQLSchema } from 'graphql'
import type { Noun } from '../../src/domain/noun.ts'
import type { Vendor } from '../../src/domain/vendor.ts'
import type { Reach } from '../../src/vendors/filters.ts'
import { getNamedType, getNullableType, isEnumType, isListType } from 'graphql'
import { LISTS } from '../../src/domain/lists.ts'
import { toVendorKey, VENDOR_NAMES, VENDORS } from '../../src/domain/vendor.ts'
import { toTypeName } from '../../src/graphql/access/noun-type.ts'
import { isSuperset } from '../../src/vendors/filters.ts'
import { DESCRIPTIONS } from '../../src/vendors/index.ts'
import { fieldTypesOf, filterTypesOf, LIST_FIELDS } from '../support/lists.ts'
import { toTable } from '../support/markdown.ts'

const WORDS: Readonly<Record<string, string>> = {
  exact: 'The vendor filters, and what it returns is what is wanted.',
  superset: 'The vendor returns more rows than match, and Switchboard filters them again.',
  'superset (unproven)':
    'As superset, by a parameter that no document confirms. The first answers show whether the vendor supports it.',
  'exact; superset with …':
    'Exact, but for the named bound or words, for which the vendor returns more rows.',
  local: 'The vendor is sent nothing; its rows carry the value, and Switchboard filters.',
  absent: "The vendor's rows do not carry the value: its accounts are skipped, and their reports say so.",
}

const HEADER = `# What each vendor does about each filter

Printed from the vendors' filter tables by \`npm run schema\`; a test keeps it current. Whatever a vendor does, the rows
of an answer are those that the filter means: only the cost differs.

${toTable(['word', 'meaning'], Object.entries(WORDS))}

\`accounts\` and \`vendors\`, which choose whom to ask, are filters of every list and stand in no row. A filter of one
vendor narrows that vendor's rows only.
`

/** One filter of a noun, a vendor's own as \`vendor.filter\`. */
interface Entry {
  readonly filter: string
  readonly type: GraphQLInputType | undefined
}

/** More words than these are counted. */
const MOST_NAMED = 5

type AnyReach = Reach<never>
type Table = Readonly<Record<string, AnyReach>>

export function printFilters(schema: GraphQLSchema): string {
  // Object.keys forgets the key types; the tables' keys are their types'.
  const nouns = Object.keys(LIST_FIELDS) as Noun[]
  const sections = nouns.flatMap((noun) => {
    const tables = VENDORS.flatMap((vendor): [Vendor, Table][] => {
      const filters = DESCRIPTIONS[vendor].resources[noun]?.filters
      return filters === undefined ? [] : [[vendor, flatten(filters)]]
    })
    const rows = entriesOf(schema, noun).map(({ filter, type }) => [
      `\`${filter}\``,
      ...tables.flatMap(([, table]) => toWord(table[filter], type) ?? []),
    ])
    const common = rows.filter(({ length }) => length > tables.length)
    const own = rows.filter((row) => row.length > 1 && !common.includes(row))
    const head = ['filter', ...tables.map(([vendor]) => VENDOR_NAMES[vendor])]
    const printed = [
      ...(common.length > 0 ? [toTable(head, common)] : []),
      ...(own.length > 0 ? [toTable(['filter of one vendor', 'what it does'], own)] : []),
    ]
    return printed.length === 0 ? [] : [`## ${toTypeName(noun)}\n\n${printed.join('\n\n')}\n`]
  })
  return [HEADER, ...sections].join('\n')
}

function entriesOf(schema: GraphQLSchema, noun: Noun): readonly Entry[] {
  const types = filterTypesOf(schema, noun)
  return [...Object.keys(LISTS[noun].predicates), ...VENDORS.map(toVendorKey)].flatMap((filter) => {
    const type = types.get(filter)
    const parts = [...fieldTypesOf(type)]
    const isRange = parts.every(([part]) => part === 'from' || part === 'to')
    if (isRange) return [{ filter, type }]
    return parts.map(([part, partType]) => ({ filter: `${filter}.${part}`, type: partType }))
  })
}

function flatten(table: Table): Table {
  return Object.fromEntries(
    Object.entries(table).flatMap(([filter, reach]) =>
      'parts' in reach && reach.parts !== undefined
        ? Object.entries(reach.parts).map(([part, one]) => [`${filter}.${part}`, one])
        : [[filter, reach]],
    ),
  )
}

/** Null where it is no filter of the vendor. */
function toWord(reach: AnyReach | undefined, type: GraphQLInputType | undefined): string | null {
  if (reach === undefined) return null
  if (reach.reach === 'superset') return reach.probe === undefined ? 'superset' : 'superset (unproven)'
  if (reach.reach !== 'exact') return reach.reach
  const values = Object.entries(probes(type))
  const supersets = values.filter(([, value]) => isSupersetFor(reach, value)).map(([name]) => `\`${name}\``)
  if (supersets.length === 0) return 'exact'
  const named =
    supersets.length > MOST_NAMED ? `${supersets.length} of ${values.length} words` : supersets.join(', ')
  return `exact; superset with ${named}`
}

/** What an account would have set where a filter is sent by it. */
const SETTINGS = { TIMEZONE: 'US/Central' }

function isSupersetFor(reach: Extract<AnyReach, { reach: 'exact' }>, value: unknown): boolean {
  // A value of the filter's own type in the graph.
  const sent = reach.send(value as never, SETTINGS)
  return typeof sent !== 'symbol' && isSuperset(sent)
}

/** By name: both bounds of a range, or each word of an enum. */
function probes(type: GraphQLInputType | undefined): Readonly<Record<string, unknown>> {
  if (type === undefined) return {}
  const named = getNamedType(type)
  if (named.name.endsWith('Range')) return { from: { from: 1 }, to: { to: 2 } }
  if (!isEnumType(named)) return {}
  const many = isListType(getNullableType(type))
  return Object.fromEntries(named.getValues().map(({ name, value }) => [name, many ? [value] : value]))
}

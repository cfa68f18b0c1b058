// What fields and filters say of the vendors that have them is true: by it rows of other vendors are not looked up.
import type { ListNoun } from '../src/domain/lists.ts'
import type { Vendor } from '../src/domain/vendor.ts'
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isInputObjectType, isObjectType } from 'graphql'
import { LISTS } from '../src/domain/lists.ts'
import { NODE_NOUNS } from '../src/domain/noun.ts'
import { VENDORS } from '../src/domain/vendor.ts'
import { VENDOR_OF_FILTER } from '../src/domain/vendors/filter.ts'
import { toTypeName } from '../src/graphql/noun-type.ts'
import { createSchema } from '../src/graphql/schema.ts'
import { simulatorsOf, toSandboxAccounts } from '../src/sandbox-accounts.ts'
import { createSandbox } from '../src/sandbox/sandbox.ts'
import { descriptionOf } from '../src/vendors/index.ts'
import { createAccountStage } from './support/account.ts'
import { createVirtualClock } from './support/clock.ts'
import { listFieldOf } from './support/lists.ts'

const schema = createSchema()
// Object.keys forgets the key type; the table is total over it.
const nouns = Object.keys(LISTS) as ListNoun[]
const listed = NODE_NOUNS.filter((noun) => noun in LISTS)

const vendorsWith = (noun: ListNoun) => VENDORS.filter((vendor) => noun in descriptionOf(vendor).resources)

/** The vendors that a field or filter says it is of; all when it says none. */
function namedBy({ extensions }: { readonly extensions: { readonly vendors?: unknown } }): readonly Vendor[] {
  // What the builder put there is the note, a list of vendors.
  return (extensions.vendors as readonly Vendor[] | undefined) ?? VENDORS
}

describe('a filter', () => {
  for (const noun of nouns) {
    const filter = listFieldOf(schema, noun).args.find(({ name }) => name === 'filter')?.type
    const fields = isInputObjectType(filter) ? Object.values(filter.getFields()) : []
    for (const field of fields) {
      const { name } = field
      if (!(name in LISTS[noun].predicates) || VENDOR_OF_FILTER.has(name)) continue
      it(`names the vendors whose rows carry it, unless all do: ${name} of ${noun}`, () => {
        const carrying = vendorsWith(noun).filter((vendor) => reachOf(vendor, noun, name) !== 'absent')
        const named = namedBy(field).filter((vendor) => vendorsWith(noun).includes(vendor))
        assert.deepEqual(named, carrying)
      })
    }
  }
})

function reachOf(vendor: Vendor, noun: ListNoun, filter: string): string | undefined {
  const table: Readonly<Record<string, { readonly reach: string }>> =
    descriptionOf(vendor).resources[noun]?.filters ?? {}
  return table[filter]?.reach
}

const clock = createVirtualClock()
const sandbox = createSandbox({ clock, scale: 0.05, lively: false })

describe('a field', () => {
  for (const config of toSandboxAccounts(sandbox, (vendor) => `http://${vendor.toLowerCase()}.test`)) {
    const { vendor } = config
    const { resources } = descriptionOf(vendor)
    const stage = createAccountStage(descriptionOf(vendor), config, simulatorsOf(sandbox)[vendor], clock)
    for (const noun of listed) {
      const resource = resources[noun]
      if (resource === undefined) continue
      it(`that ${vendor} tells of a ${noun} is not said to be others’`, async () => {
        const type = schema.getType(toTypeName(noun))
        assert.ok(isObjectType(type))
        const { rows } = await stage.walk(noun, { first: 1000, wanted: resource.optIns?.fields ?? [] })
        assert.ok(rows.length > 0)
        const told = new Set(rows.flatMap((row) => Object.entries(row).filter(tells)).map(([name]) => name))
        const denied = Object.values(type.getFields()).filter(
          (field) => told.has(field.name) && !namedBy(field).includes(vendor),
        )
        assert.deepEqual(
          denied.map(({ name }) => name),
          [],
        )
      })
    }
  }
})

function tells([, value]: [string, unknown]): boolean {
  return (
    value !== null &&
    value !== undefined &&
    value !== 'UNKNOWN' &&
    !(Array.isArray(value) && value.length === 0)
  )
}

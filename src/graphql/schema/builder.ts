// The schema builder and what fields may say of themselves beyond a description: unit, vendors, personal data. The
// builder turns these into the description, so that they cannot rot, and into extensions that others read.
import type { Instant } from '../../domain/time.ts'
import type { Asks } from './asks.ts'
import type { Context } from './context.ts'
import type { PothosOutputFieldConfig, SchemaTypes } from '@pothos/core'
import SchemaBuilder, { BasePlugin } from '@pothos/core'
import type { FieldNotes } from './describe.ts'
import { carriersOf } from '../../gather/carriers.ts'
import { describe } from './describe.ts'
import { resolveKnown } from './known.ts'
import { nodeNounOf, scopeOfType } from '../access/noun-type.ts'

declare global {
  // The only way in which Pothos lets a plugin add options to fields.
  // oxlint-disable-next-line typescript/no-namespace
  export namespace PothosSchemaTypes {
    interface FieldOptions extends FieldNotes {
      /** What is given where neither the row nor its look-up tells; the field is never null then. */
      readonly absent?: 'UNKNOWN'
      /** What it asks upstream; the builder adds the look-ups of rows that are stubs. */
      readonly asks?: Asks
    }
    interface InputFieldOptions extends FieldNotes {}
    interface Plugins<Types extends SchemaTypes> {
      switchboard: SwitchboardPlugin<Types>
    }
  }
}

class SwitchboardPlugin<T extends SchemaTypes> extends BasePlugin<T> {
  override onTypeConfig(type: Parameters<BasePlugin<T>['onTypeConfig']>[0]) {
    const scope = scopeOfType(type.name)
    if (scope === null || type.kind !== 'Object') return type
    return { ...type, description: `${type.description} Needs the scope \`${scope}\`.` }
  }

  override onOutputFieldConfig(field: PothosOutputFieldConfig<T>): PothosOutputFieldConfig<T> {
    const { absent, asks } = field.pothosOptions
    const exposed = field.extensions?.pothosExposedField
    const noun = nodeNounOf(field.parentType)
    // A row of a node type may be a stub: beside its id, a field it does not tell is looked up.
    const isOfRow = typeof exposed === 'string' && exposed !== 'id' && noun !== null
    const vendors = isOfRow ? carriersOf(noun, exposed) : field.pothosOptions.vendors
    const notes: FieldNotes = { ...field.pothosOptions, vendors }
    return {
      ...field,
      type: absent === undefined ? field.type : { ...field.type, nullable: false },
      description: describe(field.description, notes),
      extensions: {
        ...field.extensions,
        ...notesOf(notes),
        ...(isOfRow ? { asks: { by: 'ROW', noun } satisfies Asks } : asks && { asks }),
      },
      ...(isOfRow ? { resolve: resolveKnown(exposed, absent, vendors) } : {}),
    }
  }

  override onInputFieldConfig(field: Parameters<BasePlugin<T>['onInputFieldConfig']>[0]) {
    const notes: FieldNotes = field.pothosOptions
    return {
      ...field,
      description: describe(field.description, notes, 'input'),
      extensions: { ...field.extensions, ...notesOf(notes) },
    }
  }
}

/** What others read of a field: the guard, the printed documents. */
function notesOf({ pii, piiVendors, vendors }: FieldNotes): object {
  return Object.fromEntries(
    Object.entries({ pii, piiVendors, vendors }).filter(([, note]) => note !== undefined),
  )
}

SchemaBuilder.registerPlugin('switchboard', SwitchboardPlugin)

export const builder = new SchemaBuilder<{
  Context: Context
  Scalars: {
    ID: { Input: string; Output: string }
    DateTime: { Input: Instant; Output: Instant }
    TimeZone: { Input: string; Output: string }
    PhoneNumber: { Input: string; Output: string }
    EmailAddress: { Input: string; Output: string }
    URL: { Input: string; Output: string }
    JSON: { Input: unknown; Output: unknown }
    _Any: { Input: unknown; Output: unknown }
  }
}>({ plugins: ['switchboard'] })

type TypesOf<Builder> =
  Builder extends PothosSchemaTypes.SchemaBuilder<infer T extends SchemaTypes> ? T : never
/** The builder's type parameter, which refs and field builders need. */
export type Types = TypesOf<typeof builder>

// The schema builder. Notes of a field (unit, vendors, personal data) complete its description,
// so that they cannot rot, and become extensions that others read.
import type { PothosOutputFieldConfig, SchemaTypes } from '@pothos/core'
import type { GraphQLFieldResolver } from 'graphql'
import type { Identity } from '../../domain/noun.ts'
import type { Instant } from '../../domain/time.ts'
import type { Vendor } from '../../domain/vendor.ts'
import type { PiiKind } from '../../domain/viewer.ts'
import type { Notes } from './notes.ts'
import type { Fetches } from './selection.ts'
import type { Ask } from '../../domain/ask.ts'
import type { Gather } from '../../gather/gather.ts'
import SchemaBuilder, { BasePlugin } from '@pothos/core'
import { VENDOR_NAMES } from '../../domain/vendor.ts'
import { PII_SCOPE } from '../../domain/viewer.ts'
import { carriersOf } from '../../gather/carriers.ts'
import { nodeNounOf, scopeOfType } from '../access/noun-type.ts'
import { noteEmbedded, noteLack, recall } from './notes.ts'

declare global {
  // Pothos lets plugins add field options only so.
  // oxlint-disable-next-line typescript/no-namespace
  export namespace PothosSchemaTypes {
    interface FieldOptions extends FieldNotes {
      /** Value for a missing one. The field is then non-null. */
      readonly absent?: 'UNKNOWN'
      /** Upstream requests of the resolver. The builder adds look-ups of stubs. */
      readonly fetches?: Fetches
      /** True of this moment or viewer alone: an answer with it is not kept. */
      readonly momentary?: boolean
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
    const { absent, fetches, momentary } = field.pothosOptions
    const exposed = field.extensions?.pothosExposedField
    const noun = nodeNounOf(field.parentType)
    // A stub's missing fields are looked up.
    const isOfRow = typeof exposed === 'string' && exposed !== 'id' && noun !== null
    const vendors = isOfRow ? carriersOf(noun, exposed) : field.pothosOptions.vendors
    const notes: FieldNotes = { ...field.pothosOptions, vendors }
    return {
      ...field,
      type: absent === undefined ? field.type : { ...field.type, nullable: false },
      description: describe(field.description, notes),
      extensions: {
        ...field.extensions,
        ...notesOf(notes, momentary),
        ...(isOfRow ? { fetches: { by: 'ROW', noun } satisfies Fetches } : fetches && { fetches }),
      },
      ...(isOfRow ? { resolve: resolveKnown(exposed, absent, vendors) } : {}),
    }
  }

  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, T['Context'], object>,
    { pothosOptions: { momentary } }: PothosOutputFieldConfig<T>,
  ): GraphQLFieldResolver<unknown, T['Context'], object> {
    if (momentary !== true) return resolve
    return (parent, args, context, info) => {
      // The door made the context.
      ;(context as Context).ask.uses?.spoil()
      return resolve(parent, args, context, info)
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

/** Notes for the guard, the plan and the printed documents, e.g. `{ pii: 'PHONE' }`. */
function notesOf({ pii, piiVendors, vendors }: FieldNotes, momentary?: boolean): object {
  return Object.fromEntries(
    Object.entries({ pii, piiVendors, vendors, momentary }).filter(([, note]) => note !== undefined),
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

export type Unit = 'seconds' | 'minutes' | 'percent' | 'milliseconds'

/** Notes that complete a field's description. */
export interface FieldNotes {
  readonly unit?: Unit | undefined
  /** For filters and parts of rows. Fields of rows follow `lacks`. */
  readonly vendors?: readonly Vendor[] | undefined
  /** The undocumented claim, e.g. `the unit at TWIN`. */
  readonly unverified?: boolean | string | undefined
  /** Kind of personal data, e.g. `PHONE`. */
  readonly pii?: PiiKind | undefined
  /** Vendors with personal data in the field. Absent: all. */
  readonly piiVendors?: readonly Vendor[]
}

/** E.g. `How long it lasted. In seconds. UJET only.` */
export function describe(
  text: string | null | undefined,
  notes: FieldNotes,
  place: 'output' | 'input' = 'output',
): string {
  const { unit, vendors, unverified, pii, piiVendors } = notes
  const sentences = [
    text ?? '',
    unit === undefined ? '' : `In ${unit}.`,
    vendors === undefined ? '' : toCarriers(vendors.map((vendor) => VENDOR_NAMES[vendor])),
    unverified === undefined || unverified === false
      ? ''
      : `UNVERIFIED${unverified === true ? '' : `: ${unverified}`}.`,
    pii === undefined || place === 'output' ? '' : `Needs the scope \`${PII_SCOPE}\`.`,
    pii === undefined
      ? ''
      : `Personal data (${pii.toLowerCase()}${piiVendors === undefined ? '' : ` at ${toList(piiVendors.map((vendor) => VENDOR_NAMES[vendor]))}`}).`,
  ]
  return sentences.filter(Boolean).join(' ')
}

function toCarriers(names: readonly string[]): string {
  return names.length === 0 ? 'No vendor’s rows carry it so far.' : `${toList(names)} only.`
}

/** `UJET, Callcap and TWIN`. */
export function toList(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

type Stub = Identity & Readonly<Record<string, unknown>>

/**
 * Synchronous for known rows: a promise per field dominates large answers.
 * Returns `absent` without a look-up when the vendor lacks the field.
 */
function resolveKnown(
  field: string,
  absent: string | null = null,
  vendors: readonly Vendor[] | null = null,
): GraphQLFieldResolver<unknown, object> {
  const fieldOf = (row: Identity | null): unknown => {
    // Rows are plain objects with the noun's fields.
    return (row as Stub | null)?.[field] ?? absent
  }
  const tells = (row: Identity | null) => isTold(row, field)
  return (parent, _, context) => {
    // Parents of node fields are rows, and the door made the context.
    const [stub, means] = [parent as Stub, context as Context]
    const value = stub[field]
    if (value !== undefined) {
      if (Array.isArray(value)) for (const one of value) noteStub(one, means.notes)
      else noteStub(value, means.notes)
      return value ?? absent
    }
    if (vendors?.includes(stub.vendor) === false) return absent
    noteLack(means.notes, stub)
    const known = recall(stub.id, means, tells)
    if (known !== undefined) return fieldOf(known.row)
    return means.gather.find(stub.noun, stub.id, means.ask, new Set([field])).then(fieldOf)
  }
}

/** A row that does not exist has no further fields. */
function isTold(row: Identity | null, field: string): boolean {
  // Most fields have a value, and `in` is slow.
  return row === null || (row as Stub)[field] !== undefined || field in row
}

function noteStub(value: unknown, notes: Notes): void {
  if (typeof value !== 'object' || value === null) return
  const { vendorId, noun }: Partial<Identity> = value
  if (vendorId !== undefined && noun !== undefined) noteEmbedded(notes, value)
}

/** The context of every resolver. */
export interface Context {
  readonly ask: Ask
  readonly gather: Gather
  readonly notes: Notes
  /** Gives the next event of a subscription its own deadline. */
  renew(): void
}

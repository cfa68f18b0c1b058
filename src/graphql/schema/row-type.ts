// Types whose fields are tables, named as in the row.
import type { ObjectRef, ShapeFromTypeParam, TypeParam } from '@pothos/core'
import type { WordList } from '../../domain/words.ts'
import type { FieldNotes, Types } from './builder.ts'
import { builder } from './builder.ts'
import { enumFor } from './enum.ts'

type RowField = readonly [
  type: TypeParam<Types> | WordList,
  description: string,
  notes?: FieldNotes & {
    readonly nullable?: false
    readonly absent?: 'UNKNOWN'
    readonly momentary?: true
  },
]

export type RowFields = Readonly<Record<string, RowField>>

type ShapeOf<T> =
  T extends WordList<infer Word>
    ? Word
    : T extends TypeParam<Types>
      ? ShapeFromTypeParam<Types, T, true>
      : never

/** `never`: the row lacks the field, or has another type. */
type FieldsOf<R, Fields> = {
  readonly [K in keyof Fields]: K extends keyof R
    ? Fields[K] extends readonly [infer T extends TypeParam<Types> | WordList, ...unknown[]]
      ? R[K] extends ShapeOf<T> | null | undefined
        ? Fields[K]
        : never
      : never
    : never
}

/** Fields named as in the row, e.g. `{ name: ['String', 'The name.', { pii: 'NAME' }] }`. */
export function rowFields<R, Fields extends RowFields>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, R>,
  fields: Fields & FieldsOf<R, Fields>,
) {
  // `FieldsOf` has checked names and types, which Pothos cannot see.
  const plain = t as unknown as { expose(name: string, options: object): ReturnType<typeof t.id> }
  const entries = Object.entries<RowField>(fields).map(([name, [type, description, notes]]) => [
    name,
    plain.expose(name, { type: isWordList(type) ? enumFor(type) : type, description, ...notes }),
  ])
  return Object.fromEntries(entries) as Readonly<Record<keyof Fields, ReturnType<typeof t.id>>>
}

/** A type whose fields are all the row's. */
export interface RowType<R, Fields> {
  readonly description: string
  readonly fields: Fields & FieldsOf<R, Fields>
}

/** E.g. `rowType<PhotoRow>()('Photo', { description: 'A photo.', fields: { url: ['URL', 'Its address.'] } })`. */
export function rowType<R>() {
  return <Fields extends RowFields>(
    name: string,
    { description, fields }: RowType<R, Fields>,
  ): ObjectRef<Types, R> =>
    builder.objectRef<R>(name).implement({ description, fields: (t) => rowFields<R, Fields>(t, fields) })
}

function isWordList(type: TypeParam<Types> | WordList): type is WordList {
  return typeof type === 'object' && 'meanings' in type
}

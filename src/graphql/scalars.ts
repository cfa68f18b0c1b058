// Scalars and ranges. Bad input is described by its kind, never repeated.
import { GraphQLError, Kind } from 'graphql'
import { kindOf } from '../domain/errors.ts'
import { toPhoneNumber } from '../domain/phone.ts'
import { parseInstant, toRfc3339 } from '../domain/time.ts'
import { builder } from './builder.ts'

function refuse(expected: string, came: unknown): never {
  throw new GraphQLError(`Expected ${expected}, got ${kindOf(came)}.`, {
    extensions: { code: 'BAD_USER_INPUT' },
  })
}

function toInstant(value: unknown): number {
  const instant = typeof value === 'string' ? parseInstant(value) : null
  return instant ?? refuse('an RFC 3339 date-time with an offset such as 2026-01-15T06:00:00Z', value)
}

function toText(expected: string, value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : refuse(expected, value)
}

builder.scalarType('DateTime', {
  description:
    'An instant as an RFC 3339 text in UTC with milliseconds and `Z`; every vendor’s local or zone-less time is converted to it, and on input any offset is accepted.',
  serialize: toRfc3339,
  parseValue: toInstant,
  parseLiteral: (node) =>
    node.kind === Kind.STRING ? toInstant(node.value) : refuse('a date-time in quotes', null),
})

builder.scalarType('PhoneNumber', {
  description:
    'A telephone number as a text, in E.164 form where it can be normalized and otherwise as the vendor wrote it; on input any spelling is accepted, and one without its country means every number that ends so.',
  serialize: (number) => number,
  parseValue: (value) => toPhoneNumber(toText('a telephone number as a text', value)),
})

builder.scalarType('EmailAddress', {
  description: 'An e-mail address as the vendor wrote it, in lower case.',
  serialize: (address) => address,
  parseValue: (value) => toText('an e-mail address as a text', value).toLowerCase(),
})

builder.scalarType('URL', {
  description: 'An absolute address on the web.',
  serialize: (address) => address,
})

builder.scalarType('TimeZone', {
  description: 'An IANA time zone name such as `America/Chicago`.',
  serialize: (zone) => zone,
})

builder.scalarType('JSON', {
  description: 'Any JSON value, used only for content whose shape no document shows or the customer decides.',
  serialize: (value) => value,
})

export const DateTimeRange = builder.inputType('DateTimeRange', {
  description: 'A range of instants; a missing bound leaves that side open.',
  fields: (t) => ({
    from: t.field({ type: 'DateTime', description: 'The earliest instant that matches, inclusive.' }),
    to: t.field({ type: 'DateTime', description: 'The first instant that no longer matches, exclusive.' }),
  }),
})

export const IntRange = builder.inputType('IntRange', {
  description: 'A range of whole numbers, inclusive at both ends; a missing bound leaves that side open.',
  fields: (t) => ({
    from: t.int({ description: 'The smallest number that matches, inclusive.' }),
    to: t.int({ description: 'The largest number that matches, inclusive.' }),
  }),
})

export const FloatRange = builder.inputType('FloatRange', {
  description: 'A range of numbers, inclusive at both ends; a missing bound leaves that side open.',
  fields: (t) => ({
    from: t.float({ description: 'The smallest number that matches, inclusive.' }),
    to: t.float({ description: 'The largest number that matches, inclusive.' }),
  }),
})

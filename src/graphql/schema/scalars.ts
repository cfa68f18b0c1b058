// Scalars and ranges. Errors have the place and kind of bad input.
import type { Token, ValueNode } from 'graphql'
import type { Instant } from '../../domain/time.ts'
import { GraphQLError, Kind, TokenKind, valueFromASTUntyped } from 'graphql'
import { kindOf } from '../../domain/errors.ts'
import { readPhoneNumber } from '../../domain/phone.ts'
import { parseInstant, toRfc3339 } from '../../domain/time.ts'
import { builder } from './builder.ts'

/** Returns `undefined` for foreign values. */
type Read<Value> = (value: unknown) => Value | undefined

/** Parsers of variables and literals. graphql-js adds the place of variables. */
function reading<Value>(expected: string, read: Read<Value>) {
  const refuse = (value: unknown, node?: ValueNode) => {
    const place = node === undefined ? null : placeOf(node)
    const begin = place === null ? 'Expected' : `"${place}": expected`
    const extensions = { code: 'BAD_USER_INPUT' }
    return new GraphQLError(`${begin} ${expected}, got ${kindOf(value)}.`, {
      nodes: node ?? null,
      extensions,
    })
  }
  return {
    parseValue: (value: unknown): Value => {
      const known = read(value)
      if (known === undefined) throw refuse(value)
      return known
    },
    parseLiteral: (node: ValueNode): Value => {
      const value = plainOf(node)
      const literal = read(value)
      if (literal === undefined) throw refuse(value, node)
      return literal
    },
  }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** Vendors refuse years such as 0000 and 9999. No row is beyond these instants. */
const [EARLIEST, LATEST] = [0, Date.UTC(2900)]

function readInstant(value: unknown): Instant | undefined {
  const instant = isText(value) ? parseInstant(value) : null
  return instant === null ? undefined : Math.min(Math.max(instant, EARLIEST), LATEST)
}

builder.scalarType('DateTime', {
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  description:
    'An instant as an RFC 3339 text in UTC with milliseconds and `Z`; every vendor’s local or zone-less time is converted to it, and on input any offset is accepted.',
  serialize: toRfc3339,
  ...reading('an RFC 3339 date-time in quotes with an offset such as "2026-01-15T06:00:00Z"', readInstant),
})

builder.scalarType('PhoneNumber', {
  description:
    'A telephone number as a text, in E.164 form where it can be normalized and otherwise as the vendor wrote it; on input any spelling with a digit is accepted, and one without its country means every number that ends so.',
  serialize: (number) => number,
  ...reading('a telephone number in quotes such as "+1 316 555 0100"', (value) =>
    isText(value) ? readPhoneNumber(value) : undefined,
  ),
})

builder.scalarType('EmailAddress', {
  description: 'An e-mail address as the vendor wrote it, in lower case.',
  serialize: (address) => address,
  ...reading('an e-mail address in quotes', (value) => (isText(value) ? value.toLowerCase() : undefined)),
})

builder.scalarType('URL', {
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3986',
  description: 'An absolute address on the web.',
  serialize: (address) => address,
})

builder.scalarType('TimeZone', {
  specifiedByURL: 'https://www.iana.org/time-zones',
  description: 'An IANA time zone name such as `America/Chicago`.',
  serialize: (zone) => zone,
})

builder.scalarType('JSON', {
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
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

const CLOSING: ReadonlySet<string> = new Set([TokenKind.BRACKET_R, TokenKind.BRACE_R])
const OPENING: ReadonlySet<string> = new Set([TokenKind.BRACKET_L, TokenKind.BRACE_L])

/**
 * Argument and input fields around a literal, e.g. `filter.startedAt.from`. `null` for defaults of
 * variables and for documents parsed without tokens.
 */
export function placeOf({ loc }: ValueNode): string | null {
  const names: string[] = []
  let depth = 0
  let isNamed = false
  for (let token: Token | null | undefined = loc?.startToken.prev; token; token = token.prev) {
    if (CLOSING.has(token.kind)) depth += 1
    else if (OPENING.has(token.kind) && depth > 0) depth -= 1
    else if (token.kind === TokenKind.BRACE_L) isNamed = false
    else if (token.kind === TokenKind.PAREN_L) return names.length === 0 ? null : names.join('.')
    else if (token.kind === TokenKind.EQUALS && depth === 0) return null
    else if (token.kind === TokenKind.COLON && depth === 0 && !isNamed) {
      names.unshift(token.prev?.value ?? '')
      isNamed = true
    }
  }
  return null
}

/** JSON value of a literal without variables. Enum values become symbols. */
function plainOf(node: ValueNode): unknown {
  return node.kind === Kind.ENUM ? Symbol(node.value) : valueFromASTUntyped(node)
}

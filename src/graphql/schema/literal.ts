// Where a literal stands in a document, and the value that it writes.
import type { Token, ValueNode } from 'graphql'
import { Kind, TokenKind, valueFromASTUntyped } from 'graphql'

const CLOSING: ReadonlySet<string> = new Set([TokenKind.BRACKET_R, TokenKind.BRACE_R])
const OPENING: ReadonlySet<string> = new Set([TokenKind.BRACKET_L, TokenKind.BRACE_L])

/**
 * The argument and the input fields around a literal, for example `filter.startedAt.from`. Null for the default of a
 * variable, or where the document was parsed without its tokens.
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

/** The value of a literal that holds no variables, as JSON has it; an unquoted word is no text. */
export function plainOf(node: ValueNode): unknown {
  return node.kind === Kind.ENUM ? Symbol(node.value) : valueFromASTUntyped(node)
}

// Global ids: `<noun>:<account>:<vendor's raw id>`, e.g. `call:ujet:1418`.
// They are split at the first two colons, since raw ids may have colons.
import type { AnyNoun, Identity, InnerNoun, NodeNoun, Place, PlacedNoun } from './noun.ts'
import type { Vendor } from './vendor.ts'
import { InputError, kindOf } from './errors.ts'
import { NODE_NOUNS } from './noun.ts'

interface IdParts<N extends string = NodeNoun> {
  readonly noun: N
  readonly account: string
  readonly vendorId: string
}

const ID_NOUNS = new Map(NODE_NOUNS.map((noun) => [toWord(noun), noun]))
const ID_WORDS = new Map([...ID_NOUNS].map(([word, noun]) => [noun, word]))
const CONTACT = 'contact'

export function toId(noun: NodeNoun, account: string, vendorId: string): string {
  return `${ID_WORDS.get(noun)}:${account}:${vendorId}`
}

/** For the filter `contactIds`: a Contact is no Node. */
export function toContactId(account: string, vendorId: string): string {
  return `${CONTACT}:${account}:${vendorId}`
}

/** `null`: the text names nothing. */
export function parseId(id: string): IdParts | null {
  const parts = split(id)
  const noun = parts && ID_NOUNS.get(parts.noun)
  return parts && noun ? { ...parts, noun } : null
}

/** The parts of a client's id; `noun: null` accepts any. Throws InputError, which names no account. */
export function toIdParts<N extends NodeNoun>(where: string, id: string, noun: N | null): IdParts<N> {
  const parts = parseId(id)
  if (parts !== null && isOf(parts, noun)) return parts
  const word = noun === null ? `(${[...ID_NOUNS.keys()].join('|')})` : ID_WORDS.get(noun)
  const came = parts === null ? kindOf(id) : `an id that begins with "${ID_WORDS.get(parts.noun)}:"`
  throw new InputError(
    `"${where}": expected an id of the form ${word}:<account>:<vendor's raw id>, got ${came}.`,
  )
}

function isOf<N extends NodeNoun>(parts: IdParts, noun: N | null): parts is IdParts<N> {
  return noun === null || parts.noun === noun
}

/** `null`: the text is no contact's id. */
export function parseContactId(id: string): IdParts<'CONTACT'> | null {
  const parts = split(id)
  return parts?.noun === CONTACT ? { ...parts, noun: 'CONTACT' } : null
}

export function identify<N extends NodeNoun>(
  noun: N,
  account: { readonly name: string; readonly vendor: Vendor },
  vendorId: string,
): Identity<N> {
  return {
    noun,
    id: toId(noun, account.name, vendorId),
    vendor: account.vendor,
    account: account.name,
    vendorId,
  }
}

/**
 * The identity of a row without a look-up, e.g. `current-agent-status:ujet:7`.
 * Without a `key` it has the index, e.g. `operation-hours:ujet:#3`.
 */
export function place<N extends PlacedNoun | InnerNoun>(
  noun: N,
  account: { readonly name: string; readonly vendor: Vendor },
  index: number,
  key: string | null = null,
): Place<N> {
  const id = `${toWord(noun)}:${account.name}:${key ?? `#${index}`}`
  return { noun, id, vendor: account.vendor, account: account.name, index }
}

/** `AGENT_STATUS` → `agent-status`. */
function toWord(noun: AnyNoun): string {
  return noun.toLowerCase().replaceAll('_', '-')
}

function split(id: string): IdParts<string> | null {
  const first = id.indexOf(':')
  const second = id.indexOf(':', first + 1)
  if (first < 1 || second < first + 2 || second === id.length - 1) return null
  return { noun: id.slice(0, first), account: id.slice(first + 1, second), vendorId: id.slice(second + 1) }
}

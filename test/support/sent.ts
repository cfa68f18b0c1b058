// What a filter's value sends by its reach; a nested filter sends what its parts do.
import assert from 'node:assert/strict'
import type { Params, Reach, Sent, Settings } from '../../src/vendors/filters.ts'
import type { Noun } from '../../src/domain/noun.ts'
import type { AccountIdentity } from '../../src/vendors/define.ts'
import { filtersOf, fittingValues } from './filters.ts'
import { isSuperset, noMatch, supersetOf } from '../../src/vendors/filters.ts'

export function sendBy(reach: Reach<never> | undefined, value: unknown, settings: Settings = {}): Sent {
  if (reach?.reach === 'nested') return sendParts(reach.parts, Object(value), settings)
  assert.ok(reach && 'send' in reach, 'the filter sends nothing')
  if (Array.isArray(value) && value.length === 0) return noMatch
  // The table belongs to the filter that the value comes from.
  return reach.send(value as never, settings)
}

function sendParts(parts: Readonly<Record<string, Reach<never>>>, filter: object, settings: Settings): Sent {
  const sent = Object.entries(filter)
    .filter(([part]) => 'send' in (parts[part] ?? {}))
    .map(([part, value]) => sendBy(parts[part], value, settings))
  if (sent.includes(noMatch)) return noMatch
  const params = Object.assign({}, ...sent.map(paramsOf))
  return sent.some((one) => one !== noMatch && isSuperset(one)) ? supersetOf(params) : params
}

export function paramsOf(sent: Sent): Params {
  assert.notEqual(sent, noMatch)
  if (typeof sent === 'symbol') return {}
  return isSuperset(sent) ? sent.superset : sent
}

/** The parameters that any filter of a noun's first list sends, sorted. */
export function parametersOf(account: AccountIdentity, noun: Noun): readonly string[] {
  const sent = filtersOf(account.vendor, noun).flatMap(({ spec, reaches: [reach] }) =>
    reach === undefined || !('send' in reach)
      ? []
      : fittingValues(spec, account).map((value) => reach.send(value as never, account.settings ?? {})),
  )
  const names = sent.flatMap((one) => (one === noMatch ? [] : Object.keys(paramsOf(one))))
  return [...new Set(names)].toSorted()
}

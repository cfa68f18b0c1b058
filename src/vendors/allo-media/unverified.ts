// Claims that no document of Allo-Media states, and the customer's own keys.
import type { Unverified, UnverifiedOf } from '../unverified.ts'
import type { Wire } from '../wire.ts'
import type { Said } from './metadata.ts'
import { toInstant, toObject, toWord } from '../wire.ts'
import { METADATA_KEYS, toDirection } from './metadata.ts'

function textsOf(rows: readonly Wire[], key: string): readonly string[] {
  return rows.flatMap((row) => toWord(toObject(row.metadata)?.[key]) ?? [])
}

/** Keys of `metadata` in most rows, Switchboard's own first. */
const keysFor = (said: Said) => (rows: readonly Wire[]) => {
  const all = rows.flatMap((row) => Object.keys(toObject(row.metadata) ?? {}))
  const common = [...Map.groupBy(all, (key) => key)].filter(([, found]) => found.length * 2 > rows.length)
  return [...new Set([METADATA_KEYS[said] ?? '', ...common.map(([key]) => key)])]
}

/** True if most texts under the key have the form. */
function claimOf(said: Said, fits: (text: string, key: string) => boolean): Unverified {
  return {
    claim: `\`metadata.${METADATA_KEYS[said] ?? '…'}\` is the ${WORDS[said]}`,
    setting: { kind: 'metadata', key: said, names: keysFor(said) },
    holds: ({ rows }, key) => {
      const texts = textsOf(rows, key)
      return texts.length > 0 && texts.filter((text) => fits(text, key)).length * 2 > texts.length
    },
  }
}

const WORDS: Readonly<Record<Said, string>> = {
  caller: 'number of the caller',
  called: 'number that was called',
  agent: 'name of the agent',
  direction: 'direction',
  client: "customer's own id of the person",
}

const isNumber = (text: string) => /^\+?[\d\s().-]{9,20}$/.test(text) && text.replaceAll(/\D/g, '').length > 8

export const unverified: UnverifiedOf = {
  CALL: [
    claimOf('caller', (text, key) => isNumber(text) && !/called|callee|dnis|dest/i.test(key)),
    claimOf('called', (text, key) => isNumber(text) && /called|callee|dnis|dest/i.test(key)),
    claimOf('direction', (text) => !['UNKNOWN', null].includes(toDirection(text))),
    claimOf('agent', (text, key) => /agent|advisor|conseil/i.test(key) && !isNumber(text)),
    claimOf('client', (_, key) => /client|customer|crm/i.test(key) && !/date|time/i.test(key)),
    {
      claim: '`order=qualified` sorts newest first',
      ask: () => ({ params: { order: 'qualified' } }),
      holds: ({ status, rows }) => {
        const times = rows.flatMap((row) => toInstant(row.qualified) ?? [])
        if (status >= 400) return false
        return times.length < 3 ? undefined : times.every((at, index) => at <= (times[index - 1] ?? at))
      },
    },
    {
      claim: 'a `limit` above 200 is refused',
      ask: () => ({ params: { limit: '201' } }),
      holds: ({ status }) => status >= 400,
    },
    {
      claim: '`offset` may be 10000',
      ask: () => ({ params: { limit: '1', offset: '10000' } }),
      holds: ({ status }) => status < 400,
    },
    { claim: 'a `qualified` call is completed; a `void` one is documented as missed' },
    { claim: '`campaign` is a label, not an id' },
    { claim: 'times of `transcript_json` are in seconds' },
    { claim: 'rows have no further fields' },
    { claim: 'the scope of a token is `openid`', source: 'an example' },
  ],
}

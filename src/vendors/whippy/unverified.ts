// Claims that no document of Whippy states.
import type { UnverifiedOf } from '../unverified.ts'
import type { Wire } from '../wire.ts'
import { toNumber, toObject, toWord } from '../wire.ts'
import { valueOf } from '../unverified.ts'

/** Longer than most calls in seconds, shorter than most in milliseconds. */
const MOST_SECONDS = 3600

function durationsOf(rows: readonly Wire[]): readonly number[] {
  const all = rows.map((row) => toNumber(toObject(row.metadata)?.duration ?? row.duration))
  return all.filter((one) => one !== null).filter((one) => one > 0)
}

export const unverified: UnverifiedOf = {
  CALL: [
    {
      claim: 'durations are in milliseconds',
      source: 'the unit of filters',
      holds: (_, __, rows) => {
        const told = durationsOf(rows)
        return told.length === 0
          ? undefined
          : told.filter((one) => one > MOST_SECONDS).length * 2 > told.length
      },
    },
    {
      claim: '`metadata` has the AI agent and the duration',
      source: "calls among a conversation's messages",
      holds: (_, __, rows) => {
        const told = rows.filter((row) => toWord(toObject(row.metadata)?.agent_id ?? row.agent_id) !== null)
        return told.length === 0
          ? undefined
          : told.some((row) => toObject(row.metadata)?.agent_id !== undefined)
      },
    },
    {
      claim: 'rows have `mode`, `voicemail` and `agent_version_id`',
      source: 'keys of filters',
      holds: (_, __, rows) =>
        ['mode', 'voicemail', 'agent_version_id'].every((key) => rows.some((row) => row[key] !== undefined)),
    },
    { claim: 'the search takes `timeout`', holds: ({ status }) => status < 400 },
    { claim: '`delivery_status` has the words that are read; `call_completed` is in real rows' },
    { claim: '`call_completion_rating` has the words that are read', source: 'another product' },
    { claim: 'addresses of `attachments` distinguish the two JSON files' },
    { claim: '`User` in `body` is the caller of an AI agent, else the user of the company' },
    { claim: 'times without a zone are UTC' },
    { claim: 'a call with `voicemail` ended in one' },
  ],
  CAMPAIGN: [
    { claim: 'rows have the keys that are read', source: 'filters', byFields: true },
    {
      claim: '`title` matches a part of the title',
      ask: (rows) => {
        const part = (valueOf(rows, 'title') ?? valueOf(rows, 'name'))?.slice(0, 3)
        return part === undefined || part.length < 3 ? null : { params: { title: part } }
      },
      holds: ({ status, rows }) => status < 400 && rows.length > 0,
    },
    { claim: '`status` has the words that are read' },
  ],
  CHANNEL: [
    {
      claim: 'the list of channels pages',
      source: 'the page on pagination',
      ask: (rows) => (rows.length < 2 ? null : { params: { limit: '1', offset: '0' } }),
      holds: ({ status, rows }) => status < 400 && rows.length === 1,
    },
    { claim: '`type` may be `fax`' },
  ],
  CHAT: [{ claim: 'an open conversation waits until it is assigned' }],
}

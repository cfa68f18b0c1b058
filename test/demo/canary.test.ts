/** Every value of personal data carries the canary, so that a leak can be found by searching for it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { open } from './ask.ts'

const canary = 'CANARY7'

/** Fields that hold personal data wherever they occur below agents, contacts and media. */
const personal = new Set(
  (
    'email first_name middle_name last_name avatar_url agent_number identifier out_contact_id url photo_type subject ' +
    'recording_url fail_details outbound_number phone phone_number external_unique_id external_id note text agent_name'
  ).split(' '),
)

function* values(
  value: unknown,
  path: readonly string[] = [],
): Generator<[path: readonly string[], text: string]> {
  if (typeof value === 'string') yield [path, value]
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* values(inner, [...path, key])
  }
}

const isPersonal = (path: readonly string[]): boolean => {
  const [last = '', parent = ''] = path.toReversed()
  const ofPerson = [
    'agent_info',
    'from_agent',
    'to_agent',
    'assignee',
    'assignees',
    'whodunnit',
    'agent',
  ].includes(parent)
  return personal.has(last) || (last === 'name' && ofPerson)
}

test('with a canary every personal value contains it, and only those', () => {
  const { data } = open({ canary, scale: 0.5 }).sandbox
  const met = new Set<string>()
  for (const [collection, rows] of Object.entries(data)) {
    for (const [path, text] of values(rows)) {
      const name = path.filter((part) => !/^\d+$/.test(part)).join('.')
      const contactName = collection === 'contacts' && name === 'name'
      const listed = path.slice(0, -2).at(-1) === 'assignees' && path.at(-1) === 'name'
      assert.equal(
        text.includes(canary),
        isPersonal(path) || contactName || listed,
        `${collection} ${path.join('.')}: ${text}`,
      )
      if (text.includes(canary)) met.add(path.at(-1) ?? '')
    }
  }
  for (const field of [
    'identifier',
    'recording_url',
    'subject',
    'photo_type',
    'text',
    'fail_details',
    'agent_number',
  ]) {
    assert.ok(met.has(field), field)
  }
})

test('current statuses carry it in the agents’ names', async () => {
  for (const seed of [1, 2, 3, 4]) {
    const { body } = await open({ canary, seed }).get('/agents/current_status')
    assert.ok(body.length > 0)
    for (const row of body) assert.ok(JSON.stringify(row).includes(canary))
  }
})

// What the description says of TWIN as a whole.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { twin } from '../../../src/vendors/twin/index.ts'

test('TWIN has calls, agents, campaigns and chats', () => {
  assert.deepEqual(Object.keys(twin.resources), ['AGENT', 'CALL', 'CAMPAIGN', 'CHAT'])
})

test('every service has an address with a default, and only the password is a secret', () => {
  const suffixes = twin.settings.flatMap(({ suffix, kind, fallback }) =>
    kind === 'url' && fallback?.endsWith('.twin24.ai/api/v1') ? [suffix] : [],
  )
  assert.deepEqual(suffixes, ['BASE_URL', ...Object.values(twin.services ?? {})])
  assert.deepEqual(
    twin.settings.filter(({ kind }) => kind === 'secret').map(({ suffix }) => suffix),
    ['PASSWORD'],
  )
})

test('every path that is asked can be overridden', () => {
  const resources = Object.values(twin.resources).flatMap((one) => [one.path, one.besides?.path ?? one.path])
  assert.deepEqual(new Set(resources), new Set(twin.overrides.paths))
})

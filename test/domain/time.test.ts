// Instants as texts and back.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseInstant, toRfc3339 } from '../../src/domain/time.ts'

const NOON = Date.UTC(2026, 2, 23, 12)

test('every offset names the same instant', () => {
  const texts = ['2026-03-23T12:00:00Z', '2026-03-23T05:00:00.000-07:00', '2026-03-23 14:00:00+0200']
  for (const text of texts) assert.equal(parseInstant(text), NOON, text)
})

test('milliseconds are kept', () => {
  assert.equal(parseInstant('2026-03-23T12:00:00.896Z'), NOON + 896)
})

test('a text without a zone is no instant', () => {
  assert.equal(parseInstant('2026-03-23T12:00:00'), null)
  assert.equal(parseInstant('2026-03-23'), null)
})

test('a day that does not exist is no instant', () => {
  assert.equal(parseInstant('2026-02-30T00:00:00Z'), null)
  assert.equal(parseInstant('2024-02-29T00:00:00Z'), Date.UTC(2024, 1, 29))
  assert.equal(parseInstant('2025-02-29T00:00:00Z'), null)
})

test('an instant whose year in UTC has not four digits is none', () => {
  assert.equal(parseInstant('0000-01-01T00:00:00+14:00'), null)
  assert.equal(parseInstant('9999-12-31T23:59:59-14:00'), null)
  assert.equal(toRfc3339(parseInstant('9999-12-31T23:59:59.999Z')!), '9999-12-31T23:59:59.999Z')
})

test('words are no instants', () => {
  for (const text of ['', 'yesterday', '1700000000', '2026-13-01T00:00:00Z']) {
    assert.equal(parseInstant(text), null, text)
  }
})

test('instants are written in UTC with milliseconds', () => {
  assert.equal(toRfc3339(NOON + 5), '2026-03-23T12:00:00.005Z')
})

// Promises that fail unheard, which would end the process.
import assert from 'node:assert/strict'
import { after } from 'node:test'

/** Fails the file's run after its tests if any promise was rejected unheard. */
export function failOnStrays(): void {
  const strays: unknown[] = []
  process.on('unhandledRejection', (reason) => strays.push(reason))
  after(() => assert.deepEqual(strays, [], 'a promise failed unheard'))
}

// Clients of the last release can go on: changes that break them are named in the CHANGELOG.
// `schema/released.graphql` is the schema of that release; the recipe of CONTRIBUTING copies `schema/api.graphql` over it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { buildSchema, findBreakingChanges } from 'graphql'

const read = (path: string) =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8').replaceAll(/\s+/g, ' ')
const released = read('schema/released.graphql')
const current = read('schema/api.graphql')
const changelog = read('CHANGELOG.md')

/** What breaks clients of the one schema when the other takes its place, and stands in no changelog. */
function unnamed(before: string, now: string, told: string): readonly string[] {
  return findBreakingChanges(buildSchema(before), buildSchema(now))
    .map(({ description }) => description)
    .filter((change) => !told.includes(change))
}

test('a change that breaks clients is named in the CHANGELOG', () => {
  const changes = unnamed(released, current, changelog.split(/ ## /)[1] ?? '')
  const advice = 'these break clients; undo them, or name each of them in these words under the first heading'
  assert.deepEqual(changes, [], `${advice}:\n${changes.map((change) => `- ${change}`).join('\n')}`)
})

test('a field that goes, an argument that is suddenly needed and a value that goes break clients, a new field does not', () => {
  const before = 'type Query { a(b: Int): Int c: E } enum E { X Y }'
  assert.deepEqual(unnamed(before, 'type Query { a(b: Int): Int c: E d: Int } enum E { X Y Z }', ''), [])
  const now = 'type Query { c(f: Int!): E } enum E { X }'
  const changes = unnamed(before, now, '')
  assert.deepEqual(changes, [
    'Query.a was removed.',
    'A required arg f on Query.c was added.',
    'Y was removed from enum type E.',
  ])
  assert.deepEqual(unnamed(before, now, `- ${changes.join('\n- ')}`), [])
})

test('package, lockfile, manifest and CHANGELOG have one version', () => {
  const { version }: { version: string } = JSON.parse(read('package.json'))
  const { version: locked, packages } = JSON.parse(read('package-lock.json'))
  const [, image] = /switchboard:(\d\S*)/.exec(read('examples/kubernetes/switchboard.yaml')) ?? []
  // Above it there may be what is not released yet.
  const [, dated] = /## (\d\S*) – \d{4}-\d\d-\d\d /.exec(changelog) ?? []
  assert.deepEqual([locked, packages[''].version, image, dated], [version, version, version, version])
})

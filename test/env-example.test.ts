// `.env.example` says of every setting what the code says.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { loadConfig } from '../src/config.ts'
import { readEnvFile } from '../src/env-file.ts'
import { GOOD, load, tables, variables } from './support/settings.ts'

const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')

/** The variables that a file sets, every line of which is taken. */
function variablesIn(text: string): Readonly<Record<string, string>> {
  const { variables: read, problems } = readEnvFile(Buffer.from(text))
  assert.deepEqual(problems, [])
  return read
}

/** The settings of the example by name, each with the comment above it. */
const written = new Map(
  [...example.matchAll(/((?:^# .*\n|^#\n)+)((?:^#[A-Z].*\n)+)/gm)].flatMap(([, comment = '', lines = '']) =>
    lines
      .trim()
      .split('\n')
      .map((line) => {
        const [name = '', text = ''] = line.slice(1).split('=')
        return [name, { text, comment: comment.replaceAll(/^# ?/gm, '').replaceAll(/\s+/g, ' ') }]
      }),
  ),
)

test('.env.example lists exactly the settings that the code knows', () => {
  assert.deepEqual([...written.keys()].toSorted(), variables.toSorted())
  assert.equal(example.match(/^[^#\n]/m), null, 'everything in it is a comment')
})

test('.env.example gives every setting its meaning and its default', () => {
  for (const [table, prefix] of tables)
    for (const [suffix, { meaning, fallback }] of Object.entries(table)) {
      const { text, comment } = written.get(prefix + suffix)!
      assert.equal(text, fallback, prefix + suffix)
      assert.ok(comment.toLowerCase().includes(meaning.toLowerCase()), `${prefix + suffix}: ${meaning}`)
    }
})

test('.env.example changes nothing when its defaults are taken in', () => {
  const defaults = variablesIn(example.replaceAll(/^#(?=[A-Z])/gm, ''))
  assert.deepEqual(loadConfig({ ...defaults, ...GOOD }), load())
})

test('the two accounts that .env.example shows work as shown', () => {
  const shown = variablesIn(example.replaceAll(/^# {3}(?=[A-Z_]+=)/gm, ''))
  assert.deepEqual(
    loadConfig({ AUTH: 'none', ...shown }).accounts.map(({ name, baseUrl }) => `${name} ${baseUrl}`),
    ['emea https://emea.example.com/manager/api/v1', 'us https://us.example.com/manager/api/v1'],
  )
})

test('.env.example says how a value is quoted, and its example is read so', () => {
  assert.equal(variablesIn(example.replaceAll(/^# {3}(?=[A-Z_]+=)/gm, '')).UJET_PASSWORD, 'pa#ss"word')
  assert.match(example, /A value with a # in it, or one that begins with a quote, stands in quotes/)
})

// `.env.example` works as it is written.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { loadConfig } from '../../src/config/config.ts'
import { readEnvFile } from '../../src/config/read.ts'
import { settingsIn } from '../../src/config/settings.ts'
import { GOOD, load, tables, variables } from '../support/settings.ts'

const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')

/** The variables of a file without problems. */
function variablesIn(text: string): Readonly<Record<string, string>> {
  const { variables: read, problems } = readEnvFile(Buffer.from(text))
  assert.deepEqual(problems, [])
  return read
}

test('.env.example lists every setting once, and sets none', () => {
  const listed = [...example.matchAll(/^#([A-Z]\w+)=/gm)].map(([, name = '']) => name)
  assert.deepEqual(listed.toSorted(), variables.toSorted())
  assert.deepEqual(variablesIn(example), {})
})

test('.env.example without its # changes nothing', () => {
  const defaults = variablesIn(example.replaceAll(/^#(?=[A-Z])/gm, ''))
  assert.deepEqual(loadConfig({ ...defaults, ...GOOD }), load())
})

test('the two accounts in .env.example work as shown, and so does the quoted value', () => {
  const shown = variablesIn(example.replaceAll(/^# {3}(?=[A-Z_]+=)/gm, ''))
  assert.deepEqual(
    loadConfig({ AUTH: 'none', ...shown, UJET_PASSWORD: '' }).accounts.map(
      ({ name, baseUrl }) => `${name} ${baseUrl}`,
    ),
    ['emea https://emea.example.com/manager/api/v1', 'us https://us.example.com/manager/api/v1'],
  )
  assert.equal(shown.UJET_PASSWORD, 'pa#ss"word')
})

const settings = tables.flatMap(([table]) => settingsIn(table))

test('every example and every default is a value of its setting', () => {
  for (const { variable, example: shown, fallback = '', parse } of settings) {
    if (shown !== undefined) assert.doesNotThrow(() => parse(shown), variable)
    if (fallback !== '') assert.doesNotThrow(() => parse(fallback), variable)
  }
})

test('every setting has a phrase for errors and whole sentences for .env.example', () => {
  for (const { variable, meaning, note = 'None.' } of settings) {
    assert.match(meaning, /[^.:;,]$/, variable)
    assert.match(note, /^\S.*[.\n]$/s, variable)
  }
})

for (const [file, pattern] of [
  ['examples/compose/compose.yaml', /^ {6}([A-Z]\w+): /gm],
  ['examples/kubernetes/switchboard.yaml', /name: ([A-Z]\w+), value:/g],
] as const)
  test(`${file} sets what is a setting`, () => {
    const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
    const set = [...text.matchAll(pattern)]
      .map(([, name = '']) => name)
      .filter((name) => !/^(GF|NODE)_/.test(name))
    assert.ok(set.includes('EXPECTED_INSTANCES'))
    assert.deepEqual(
      set.filter((name) => !variables.includes(name)),
      [],
    )
  })

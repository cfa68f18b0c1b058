// `.env.example` says of every setting what the code says.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { loadConfig } from '../../src/config/config.ts'
import { readEnvFile } from '../../src/config/env-file.ts'
import { DESCRIPTIONS } from '../../src/vendors/index.ts'
import { GOOD, load, tables, variables } from '../support/settings.ts'

const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')

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

/** Every setting with the comment above it. */
const settings = tables.flatMap(([table, prefix]) =>
  Object.entries(table).map(([suffix, setting]) => {
    const name = prefix + suffix
    return { name, setting, comment: written.get(name)?.comment ?? '' }
  }),
)

test('the ranges that .env.example tells end where the code ends them', () => {
  const ranged = settings.flatMap(({ name, setting: { parse }, comment }) => {
    const [, least, most] = /\b[Ff]rom (\d+)(?: to (\d+))?\b/.exec(comment) ?? []
    return least === undefined ? [] : [{ name, parse, least: Number(least), most: Number(most ?? least) }]
  })
  assert.ok(ranged.length > 20)
  for (const { name, parse, least, most } of ranged) {
    assert.deepEqual([parse(String(least)), parse(String(most))], [least, most], name)
    assert.throws(() => parse(String(least - 1)), name)
    if (most > least) assert.throws(() => parse(String(most + 1)), name)
  }
  for (const { name, setting, comment } of settings.filter((one) => /At least 32 char/.test(one.comment))) {
    assert.ok(setting.parse('x'.repeat(32)), comment)
    assert.throws(() => setting.parse('x'.repeat(31)), name)
  }
})

test('the examples of .env.example are taken', () => {
  const examples = settings.flatMap(({ name, setting, comment }) =>
    [...comment.matchAll(/for example '?([^\s']+)/g)].map(([, text = '']) => ({
      name,
      setting,
      text: text.replace(/\.$/, ''),
    })),
  )
  assert.ok(examples.length >= 8)
  for (const { name, setting, text } of examples) assert.doesNotThrow(() => setting.parse(text), name)
})

test('.env.example names every path and parameter that can be overridden, where it lists them', () => {
  for (const { defaultName, overrides } of Object.values(DESCRIPTIONS)) {
    const name = `${defaultName.toUpperCase().replaceAll('-', '_')}_OVERRIDES`
    const comment = written.get(name)?.comment ?? ''
    const [, list] = /The paths? (?:are|is) (.*?)\. /.exec(comment) ?? []
    if (list !== undefined) assert.deepEqual(list.split(/, | and /), overrides.paths, name)
    for (const one of [...(overrides.parameters ?? []), ...(overrides.metadata ?? [])])
      assert.ok(comment.includes(one), `${name}: ${one}`)
  }
})

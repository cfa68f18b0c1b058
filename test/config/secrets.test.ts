// Secrets from variables and files, and values that are never repeated.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Environment } from '../support/settings.ts'
import { loadConfig } from '../../src/config/config.ts'
import { assertProblem, GOOD, problems, problemsOf, variables } from '../support/settings.ts'

test('a secret may come from a file, without its last line break', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-'))
  try {
    const [password, cursor] = ['password', 'cursor'].map((name) => {
      writeFileSync(join(folder, name), `${name} from a file that holds a secret\n`)
      return join(folder, name)
    })
    const changes = { UJET_PASSWORD: '', UJET_PASSWORD_FILE: password, CURSOR_SECRET_FILE: ` ${cursor} ` }
    const config = loadConfig({ ...GOOD, ...changes })
    assert.equal(config.accounts[0]?.settings.PASSWORD, 'password from a file that holds a secret')
    assert.equal(config.gather.cursorSecret, 'cursor from a file that holds a secret')
    const missing = { ...GOOD, CURSOR_SECRET_FILE: join(folder, 'missing') }
    assertProblem(problemsOf(missing), /^CURSOR_SECRET: the file that CURSOR_SECRET_FILE names cannot be/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a file of a secret switches its vendor on', () => {
  const found = problemsOf({ AUTH: 'none', UJET_PASSWORD_FILE: 'password' }, () => 'token')
  assert.deepEqual(
    found.map((problem) => problem.split(':')[0]),
    ['UJET_BASE_URL', 'UJET_USERNAME'],
  )
})

test('a secret is refused when it is set twice, or its file is empty, unreadable or of many lines', () => {
  const wrong: [Environment, () => string, RegExp][] = [
    [{}, () => 'token', /^UJET_PASSWORD: set twice, here and by UJET_PASSWORD_FILE /],
    [{ UJET_PASSWORD: '' }, () => '\n', /^UJET_PASSWORD: the file that UJET_PASSWORD_FILE names is empty /],
    [{ UJET_PASSWORD: '' }, () => assert.fail('EACCES'), /names cannot be read /],
    [
      { UJET_PASSWORD: '' },
      () => 'one\ntwo',
      /^UJET_PASSWORD: expected one line without control characters /,
    ],
  ]
  for (const [changes, readFile, words] of wrong)
    assertProblem(problemsOf({ ...GOOD, UJET_PASSWORD_FILE: 'password', ...changes }, readFile), words)
})

test('no problem repeats a value of any variable', () => {
  const shapes = [
    'Canary7731',
    'canary 7731',
    '7731',
    '{"canary7731":1}',
    '{"paths":{"canary7731":"canary7731"}}',
    '{"paths":{"menus":7731}}',
    'x:canary7731',
    'https://canary7731:canary7731@example.com/',
  ]
  const readers = [
    (path: string) => `content ${path}\n`,
    (path: string) => assert.fail(`no such file: ${path}`),
  ]
  for (const name of variables)
    for (const shape of shapes)
      for (const readFile of readers) {
        const alone = problemsOf({ [name]: shape }, readFile)
        const among = problemsOf({ ...GOOD, [name]: shape }, readFile)
        assert.doesNotMatch([...alone, ...among].join('\n'), /canary|7731/i, name)
      }
  const everywhere = Object.fromEntries(variables.map((name) => [name, 'Canary7731']))
  assert.throws(
    () => loadConfig(everywhere),
    (error: Error) => !/canary|7731/i.test(`${error.message} ${error.stack} ${JSON.stringify(error)}`),
  )
})

test('a valid secret does not appear in the problems of other settings', () => {
  const found = problems({
    UJET_USERNAME: 'canary',
    UJET_PASSWORD: 'canary',
    CURSOR_SECRET: 'canary'.repeat(6),
    PORT: 'x',
  })
  assertProblem(found, /^PORT: /)
  assert.doesNotMatch(found.join('\n'), /canary/)
})

// The file `.env`: a line has one meaning, or is refused by its number.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readEnvFile } from '../../src/config/read.ts'

const read = (text: string) => readEnvFile(Buffer.from(text))

/** The variables of a file without problems. */
function variablesOf(text: string): Readonly<Record<string, string>> {
  const { variables, problems } = read(text)
  assert.deepEqual(problems, [], text)
  return variables
}

/** The only problem of a file. */
function problemOf(text: string): string {
  const { variables, problems } = read(text)
  assert.equal(problems.length, 1, text)
  assert.deepEqual(variables, {}, text)
  return problems[0]!
}

test('a byte-order mark is not part of the first name', () => {
  assert.deepEqual(variablesOf('\uFEFFPORT=80\nAUTH=none'), { PORT: '80', AUTH: 'none' })
})

test('a value is read in every unambiguous spelling', () => {
  const spellings = [
    ['A=token', 'token'],
    [' export A = token ', 'token'],
    ['A="to#ken"', 'to#ken'],
    ["A='to#\"ken' # why", 'to#"ken'],
    ['A=`it\'s "it"`\t# why', 'it\'s "it"'],
    ['A=token # why', 'token'],
    ['A=token #', 'token'],
    ['A= # why', ''],
    ['A=', ''],
    ['A=""', ''],
    ['A=a=b==', 'a=b=='],
    ["A=it's", "it's"],
    [String.raw`A=a\nb`, String.raw`a\nb`],
    [String.raw`A='a\nb'`, String.raw`a\nb`],
    [String.raw`A="a\nb"`, 'a\nb'],
    ['A=$HOME', '$HOME'],
  ] as const
  for (const [line, value] of spellings) assert.deepEqual(variablesOf(line), { A: value }, line)
})

test('lines end in LF, CRLF or CR; empty lines and comments are skipped', () => {
  for (const end of ['\n', '\r\n', '\r'])
    assert.deepEqual(variablesOf(['# settings', '', 'A=1', '  # more', 'B="2"', ''].join(end)), {
      A: '1',
      B: '2',
    })
})

test('a quoted value may have several lines', () => {
  const pem = '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\nAAAB==\n-----END PUBLIC KEY-----'
  assert.deepEqual(variablesOf(`A="${pem}" # key\nB=2`), { A: pem, B: '2' })
  assert.deepEqual(variablesOf(`A='${pem.replaceAll('\n', '\r\n')}'\r\nB=2`), { A: pem, B: '2' })
})

test('a # that would cut a value is refused by its line', () => {
  for (const line of ['A=to#ken', 'A=#token', 'A=to #ken', 'A=token #why # more'])
    assert.match(problemOf(`# one\n\n${line}`), /^\.env, line 3: a value with a # stands in quotes, /)
})

test('a quote that does not end, or ends early, is refused by its first line', () => {
  for (const line of ['A="token', "A='token", 'A=`token', 'A="'])
    assert.match(problemOf(`\n${line}`), /^\.env, line 2: a value begins with . and no . ends it; /, line)
  for (const line of [
    'A="to"ken"',
    "A='it's'",
    String.raw`A="to\"ken"`,
    String.raw`A="token\"`,
    'A="token"#why',
  ])
    assert.match(
      problemOf(`\n${line}`),
      /^\.env, line 2: a value that begins with . ends at the next one; /,
      line,
    )
})

test('a value that does not end leaves the settings below it alone', () => {
  const { variables, problems, refused } = read('A="token\nB=2\nC="3"\n')
  assert.deepEqual(variables, { B: '2', C: '3' })
  assert.equal(problems.length, 1)
  assert.deepEqual(refused, new Set(['A']))
  assert.match(
    read('A="token\nmore').problems[0]!,
    /^\.env, line 1: a value begins with " and no " ends it; /,
  )
})

test('a line without a variable, or with one already set, is refused', () => {
  for (const line of ['AUTH: none', 'AUTH', '=none', 'set AUTH none'])
    assert.match(problemOf(line), /^\.env, line 1: expected NAME=value/)
  const { problems } = read('A=1\nB=2\nA=3')
  assert.deepEqual(problems, ['.env, line 3: sets the variable of line 1 again; remove one of the two'])
})

test('a file in another encoding than UTF-8 is refused', () => {
  const files = [
    Buffer.from('\uFEFFA=1', 'utf16le'),
    Buffer.from('A=1', 'utf16le'),
    Buffer.from('A=caf\u00e9', 'latin1'),
  ]
  for (const file of files)
    assert.deepEqual(readEnvFile(file).problems, ['.env: expected a text in UTF-8; save it as UTF-8'])
})

test('no problem repeats a part of a line', () => {
  for (const line of [
    'canary',
    'canary=can#ary',
    'canary="canary',
    'canary="canary"canary',
    'canary=1\ncanary=canary',
  ])
    assert.doesNotMatch(read(line).problems.join(), /canary/)
})

// `npm run price`: prices of operations in files, and its exit code in a pull request.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { priceCommand } from '../../src/commands/price-command.ts'
import { createFiveStage } from '../support/five.ts'
import { examplesAt, planOf } from '../support/price.ts'
import { MAIN } from '../support/processes.ts'
import { UJET } from '../support/settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'switchboard-price-'))
after(() => rmSync(folder, { recursive: true }))

function write(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const printed: string[] = []
  const warned: string[] = []
  const code = priceCommand(args, environment, {
    print: (text) => void printed.push(text),
    warn: (text) => void warned.push(text.replaceAll(`${folder}/`, '')),
  })
  return { code, text: printed.join('\n').replaceAll(`${folder}/`, ''), warned }
}

const jsonOf = (args: readonly string[], environment = {}) =>
  JSON.parse(run(['--json', ...args], environment).text) as {
    accounts: string[]
    operations: {
      operation: string
      minRequests: number
      maxRequests: number
      accounts: { account: string; minRequests: number; maxRequests: number }[]
    }[]
  }

const page = (first: number) => `query Recent { emails(first: ${first}) { nodes { id } } }`
const recent = write('recent.graphql', page(100))

test('each example operation costs in its file what x-upstream: plan returns for it', async () => {
  const stage = createFiveStage({}, { maxUpstreamRequests: 25, deadlineMs: 30_000 })
  const examples = examplesAt(Date.now())
  const files = examples.flatMap(({ name }) => join('examples/queries', `${name}.graphql`))
  const { accounts, operations } = jsonOf(files)
  assert.deepEqual(accounts, ['ujet', 'callcap', 'whippy', 'allo-media', 'twin'])
  assert.equal(operations.length, examples.length)
  for (const [index, { query, variables }] of examples.entries()) {
    const plan = await planOf(stage, query, variables)
    assert.deepEqual(
      operations[index]?.accounts,
      plan.filter(({ maxRequests }) => maxRequests > 0),
    )
  }
})

test('a table has one line for each operation, with its requests, seconds and accounts', () => {
  const { code, text } = run([recent], UJET)
  assert.equal(code, 0)
  assert.equal(
    text,
    [
      'Accounts: ujet. Budget: 25 requests, 30 s.',
      '',
      'operation  requests  seconds  by account',
      'Recent     1         0–6      ujet 1',
    ].join('\n'),
  )
})

test('without credentials an account of each vendor is priced, or those that ACCOUNTS names', () => {
  const calls = write('calls.graphql', '{ calls(first: 20) { nodes { id } } }')
  const environment = { ACCOUNTS: 'emea:ujet,us:ujet', MAX_SCAN_PAGES: '1' }
  assert.deepEqual(jsonOf([calls], environment).operations[0]?.accounts, [
    { account: 'emea', minRequests: 1, maxRequests: 2, minSeconds: 0, maxSeconds: 13.04 },
    { account: 'us', minRequests: 1, maxRequests: 2, minSeconds: 0, maxSeconds: 13.04 },
  ])
  assert.deepEqual(jsonOf([calls], UJET).accounts, ['ujet'])
})

test('an operation above --max fails', () => {
  const long = write('long.graphql', 'query Long { emails(first: 500) { nodes { id } } }')
  assert.equal(run(['--max', '6', long], UJET).code, 0)
  const { code, warned } = run(['--max', '5', recent, long], UJET)
  assert.equal(code, 1)
  assert.deepEqual(warned, ['Long: costs up to 6 requests, and --max allows 5'])
})

test('an operation that costs more than in the base fails, a new or cheaper one does not', () => {
  const base = write('base-of-main.json', run(['--json', recent], UJET).text)
  write('recent.graphql', page(300))
  const fresh = write('fresh.graphql', 'query Fresh { emails { nodes { id } } }')
  const { code, text, warned } = run(['--base', base, recent, fresh], UJET)
  assert.equal(code, 1)
  assert.deepEqual(warned, ['Recent: costs 1–4 requests, and 1 in the base'])
  assert.match(text, /^Recent +1–4 +1 /m)
  assert.match(text, /^Fresh +1 +new /m)
  write('recent.graphql', page(100))
  assert.deepEqual(run(['--base', base, recent], UJET).warned, [])
})

test('an operation that Switchboard refuses as too expensive fails', () => {
  const ids = Array.from({ length: 3 }, (_, index) => `call:callcap:${index}`)
  const many = write('many.graphql', `query Many { nodes(ids: ${JSON.stringify(ids)}) { id } }`)
  const { code, warned } = run([many], { MAX_UPSTREAM_REQUESTS: '2' })
  assert.equal(code, 1)
  assert.deepEqual(warned, [
    'Many: costs at least 3 requests, and MAX_UPSTREAM_REQUESTS allows 2; Switchboard refuses it',
  ])
})

test('variables are read beside the document, with instants such as now-24h', () => {
  const query =
    'query One($id: ID!, $in: DateTimeRange) { call(id: $id) { id } calls(filter: { startedAt: $in }) { nodes { id } } }'
  const file = write('one.graphql', query)
  const { code, warned } = run([file], UJET)
  assert.equal(code, 1)
  assert.deepEqual(warned, [
    'one.graphql: Variable "$id" of required type "ID!" was not provided. Variables are read from one.json.',
  ])
  const variables = write('one.json', { id: 'call:ujet:7', in: { from: 'now-24h', to: 'now' } })
  // A shell's `*` names the file of variables too.
  assert.deepEqual(run([file, variables], UJET).warned, [])
  assert.equal(jsonOf([file], UJET).operations[0]?.minRequests, 1)
})

test('fragments come from any of the files, and a manifest has operations by id', () => {
  const spread = write('spread.graphql', 'query Spread { agents { nodes { ...Who } } }')
  const fragment = write('who.graphql', 'fragment Who on Agent { id name }')
  assert.deepEqual(run([spread], UJET).warned, ['spread.graphql: line 1, column 36: Unknown fragment "Who".'])
  assert.deepEqual(run([spread, fragment], UJET).warned, [])
  const manifest = write('manifest.json', { a1: page(10), b2: '{ accounts { name } }' })
  assert.deepEqual(
    jsonOf([manifest], UJET).operations.map(({ operation, minRequests }) => [
      operation.replace(/^.*\//, ''),
      minRequests,
    ]),
    [
      ['Recent', 1],
      ['manifest.json b2', 0],
    ],
  )
})

test('documents in code are priced, each at its place, with fragments of other constants', () => {
  const code = write(
    'board.tsx',
    [
      'import { gql } from "@apollo/client"',
      "// Isn't one: gql`query Nope { nope }`",
      '/** @example graphql(`query Nope { nope }`) */',
      'const text = "gql`query Nope { nope }`", address = \'https://example.com\'',
      'export const ROW = gql`fragment Row on Email { id status }`',
      'const MAIL = gql(`',
      '  query Mail { emails(first: 10) { nodes { ...Row } } }',
      '  ${ROW}',
      '`)',
      'const TEAMS = graphql(/* GraphQL */ `query Teams { teams { nodes { id name } } }`)',
    ].join('\n'),
  )
  const plain = write('plain.ts', 'export const answer = `42`')
  const { code: exit, text, warned } = run([code, plain], UJET)
  assert.deepEqual([exit, warned], [0, []])
  assert.match(text, /^Mail +1 /m)
  assert.match(text, /^Teams +1/m)
  const wrong = write('wrong.ts', 'const a = 1\nconst Q = graphql(`\n  query Q { zzz }`)')
  assert.deepEqual(run([wrong], UJET).warned, [
    'wrong.ts: line 3, column 13: Cannot query field "zzz" on type "Query".',
  ])
  const built = write('built.js', 'const Q = gql`query Q { calls { nodes { ${FIELDS} } } }`')
  assert.deepEqual(run([built], UJET).warned, [
    'built.js: expected no ${…} between the braces of an operation; price the operation as it is sent',
  ])
})

test('the operations of the example front end are priced from its code', () => {
  const { code, text, warned } = run(['examples/frontend/src/*.ts', 'examples/frontend/src/*.tsx'])
  assert.deepEqual([code, warned], [0, []])
  for (const name of ['Calls', 'Updates', 'Numbers']) assert.match(text, new RegExp(`^${name} +\\d`, 'm'))
})

test('patterns are expanded where the shell does not', () => {
  write('pattern-a.graphql', 'query PatternA { emails { nodes { id } } }')
  write('pattern-b.graphql', 'query PatternB { emails { nodes { id } } }')
  const names = jsonOf([join(folder, 'pattern-*.graphql')], UJET).operations.map(({ operation }) => operation)
  assert.deepEqual(names, ['PatternA', 'PatternB'])
  assert.deepEqual(run([join(folder, 'none-*.graphql')], UJET).warned, ['none-*.graphql: cannot be read'])
})

test('operations of one name, and none at all, are problems', () => {
  const other = write('other.graphql', 'query Recent { teams { nodes { id } } }')
  assert.deepEqual(run([recent, recent, other], UJET).warned, [
    'other.graphql: operation "Recent" is also in recent.graphql; give it another name',
  ])
  const unnamed = write('unnamed.graphql', '{ teams { nodes { id } } } { menus { nodes { id } } }')
  assert.deepEqual(run([unnamed], UJET).warned, [
    'unnamed.graphql: expected names for its operations, since there are several',
  ])
  const none = write('none.graphql', 'type Call { id: ID }')
  const { code, warned } = run([none], UJET)
  assert.deepEqual([code, warned], [1, ['expected operations, and the files have none']])
})

test('a subscription has the price of one poll, and a mutation is refused', () => {
  const watched = write('watched.graphql', 'subscription Watched { callUpdates { nodes { id } } }')
  assert.match(run([watched], UJET).text, /^Watched +1–2 /m)
  const wrong = write('mutation.graphql', 'mutation Hang { up }')
  assert.deepEqual(run([wrong], UJET).warned, [
    'mutation.graphql: line 1, column 1: expected a query or a subscription, got a mutation; Switchboard only reads',
  ])
})

test('wrong files are named with the place of the mistake, and the others are priced', () => {
  const wrong = write('wrong.graphql', 'query Wrong {\n  emails { nope }\n}')
  const broken = write('broken.graphql', 'query {')
  const { code, text, warned } = run([wrong, broken, recent, join(folder, 'gone.graphql'), folder], UJET)
  assert.equal(code, 1)
  assert.deepEqual(warned, [
    'broken.graphql: line 1, column 8: Syntax Error: Expected Name, found <EOF>.',
    'gone.graphql: cannot be read',
    `${folder}: cannot be read`,
    'wrong.graphql: line 2, column 12: Cannot query field "nope" on type "EmailConnection". Did you mean "nodes"?',
  ])
  assert.match(text, /^Recent /m)
})

test('wrong arguments and settings end with the code 2', () => {
  const wrong: readonly (readonly [args: readonly string[], words: RegExp])[] = [
    [[], /^npm run price -- /],
    [['--max', 'few', recent], /^--max: expected a whole number/],
    [['--most', '3', recent], /--most/],
    [
      ['--base', write('bad.json', '[]'), recent],
      /^--base: bad\.json: expected a JSON object, got a text of 2/,
    ],
    [['--base', write('other.json', '{}'), recent], /^--base: other\.json: expected JSON of /],
    [
      ['--base', write('five.json', { accounts: ['twin'], operations: [] }), recent],
      /^--base: five\.json: expected prices of ujet, got those of other accounts; set ACCOUNTS alike$/,
    ],
  ]
  for (const [args, words] of wrong) {
    const { code, warned } = run(args, UJET)
    assert.equal(code, 2)
    assert.match(warned.join('\n'), words)
  }
  assert.match(run([recent], { ...UJET, UJET_QUOTA: 'many' }).warned.join('\n'), /UJET_QUOTA: /)
})

test('the process prints the table of docs/querying.md', () => {
  const doc = readFileSync('docs/querying.md', 'utf8')
  const [, args = '', table = ''] = /^\$ npm run -s price -- (.+)\n([^`]+)^```/m.exec(doc) ?? []
  const files = globSync(args.split(' ').at(-1)!).toSorted()
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [fileURLToPath(MAIN), 'price', '--max', '20', ...files],
    { env: { PATH: process.env.PATH }, encoding: 'utf8' },
  )
  assert.equal(status, 1)
  const printed = new Set(`${stdout}\n${stderr}`.split('\n'))
  const shown = table.split('\n')
  assert.ok(shown.length > 5)
  assert.deepEqual(
    shown.filter((line) => !printed.has(line)),
    [],
  )
})

test('--help prints the usage', () => {
  const { code, text, warned } = run(['--help'])
  assert.match(text, /^npm run price -- /)
  assert.deepEqual([code, warned], [0, []])
})

test('an unknown command does not start a gateway, --help names the commands', () => {
  const start = (word: string) =>
    spawnSync(process.execPath, [fileURLToPath(MAIN), word], { encoding: 'utf8' })
  const { status, stderr } = start('prize')
  assert.equal(status, 2)
  assert.match(
    stderr,
    /^expected the command price or probe, or none to start the gateway; --help explains them$/m,
  )
  const help = start('--help')
  assert.deepEqual([help.status, help.stderr], [0, ''])
  assert.match(help.stdout, /^ {2}price .+\n {2}probe /m)
})

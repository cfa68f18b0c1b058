// An older Node.js, which reads no TypeScript, is refused by one line.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const FILE = 'src/require-node.cjs'
const { engines, scripts, optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
const [, major = '', minor = ''] = /^>=(\d+)\.(\d+)$/.exec(engines.node) ?? []

function runAt(version: string) {
  const code = `Object.defineProperty(process, 'versions', { value: { node: '${version}' } }); require('./${FILE}')`
  return spawnSync(process.execPath, ['--eval', code], { encoding: 'utf8' })
}

for (const version of ['0.12.18', `${Number(major) - 1}.99.0`, `${major}.${Number(minor) - 1}.9`])
  test(`Node.js ${version} is refused by one line that says which one is needed`, () => {
    const { status, stderr } = runAt(version)
    assert.equal(status, 1)
    assert.match(
      stderr,
      new RegExp(`^Switchboard needs Node.js ${major}.${minor} or newer, and this is ${version}\\..+\\n$`),
    )
  })

for (const version of [`${major}.${minor}.0`, `${Number(major) + 1}.0.0`, '100.0.0'])
  test(`Node.js ${version} is accepted`, () => {
    assert.deepEqual([runAt(version).status, runAt(version).stderr], [0, ''])
  })

test('npm brings one version of the runtime for Linux, macOS and Windows', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  const brought = Object.keys(optionalDependencies).map((name) => packages[`node_modules/${name}`])
  assert.deepEqual(brought.map(({ os, cpu, bin }) => `${os} ${cpu} ${Object.keys(bin).join()}`).toSorted(), [
    'darwin arm64 node',
    'darwin x64 node',
    'linux arm64 node',
    'linux x64 node',
    'win32 x64 node',
  ])
  assert.equal(new Set(brought.map(({ version }) => version)).size, 1)
})

test('no script has quotes or paths that only a shell of Unix reads', () => {
  for (const script of Object.values(scripts)) assert.doesNotMatch(String(script), /'|\.bin\//)
})

test('every script that runs the gateway requires the check, and the tests begin with it', () => {
  for (const name of ['start', 'demo', 'dev', 'price', 'probe'])
    assert.match(scripts[name], /--require \.\/src\/require-node\.cjs src\/(?:main|demo)\.ts\b/)
  assert.equal(scripts.pretest, 'node src/require-node.cjs')
})

test('the check is written in ES5', () => {
  assert.doesNotMatch(readFileSync(FILE, 'utf8'), /\b(?:const|let|import|class|async)\b(?!-)|=>|`|\?\./)
})

test('installing an example warns of no engine either: its scripts run on the same Node.js', () => {
  const folders = globSync('examples/*/package.json').map((path) => path.replace('package.json', ''))
  assert.ok(folders.length > 1)
  for (const folder of ['./', ...folders])
    assert.match(readFileSync(`${folder}.npmrc`, 'utf8'), /^loglevel=error$/m)
})

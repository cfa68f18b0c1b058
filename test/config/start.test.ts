// `npm start` as an operator runs it: reads `.env`, prints warnings and problems.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { MAIN } from '../support/processes.ts'
import { UJET } from '../support/settings.ts'

/** The output of a process beside this `.env`, until it listens or ends. */
async function start(file: string, environment: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-'))
  writeFileSync(join(folder, '.env'), file)
  const child = spawn(process.execPath, [fileURLToPath(MAIN)], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: '0', ...environment },
  })
  const errors = text(child.stderr)
  const ended = once(child, 'exit')
  let output = ''
  for await (const chunk of child.stdout) {
    output += String(chunk)
    if (output.includes('"listening"')) child.kill()
  }
  await ended
  rmSync(folder, { recursive: true })
  const lines = output.split('\n').filter((line) => line !== '')
  return { lines: lines.map((line): { msg: string; url?: string } => JSON.parse(line)), errors: await errors }
}

const GOOD = Object.entries(UJET)
  .map(([name, value]) => `${name}=${value}\n`)
  .join('')

test('npm start reads a .env with a byte-order mark, and logs a misspelt name', async () => {
  const { lines } = await start(`\uFEFFAUTH=none\n${GOOD}ANONYMUS_SCOPES=teams:read\n`)
  assert.deepEqual(
    lines.map(({ msg }) => msg),
    ['ANONYMUS_SCOPES: not read, since no setting has this name; ANONYMOUS_SCOPES is one', 'listening'],
  )
})

test('an ambiguous line of .env stops the start with its number', async () => {
  const { lines, errors } = await start(`AUTH=none\n${GOOD}CURSOR_SECRET=can#ary\n`)
  assert.deepEqual(lines, [])
  assert.match(errors, /^Switchboard cannot start with these settings:\n- \.env, line 5: a value with a # /)
  assert.doesNotMatch(errors, /can#|ary\n|\n +at /)
})

#!/usr/bin/env node
// `npm start`, `npm run price` and `npm run probe`, and the entry of the bundle: `node dist/main.js price recent.graphql`.
import './require-node.cjs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const USAGE = `switchboard [COMMAND]

  none     starts the gateway by the settings of the environment and of .env
  price    prints the prices of operations in files
  probe    asks real accounts which undocumented claims hold

"switchboard price --help" explains one of them.`

// Compiled code is kept, which halves the next start. A folder that cannot be written is no error.
module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/switchboard', import.meta.url)))
const [command, ...args] = process.argv.slice(2)
const output = { print: console.log, warn: console.error }
if (command === undefined) {
  const { start } = await import('./run.ts')
  await start()
} else if (command === 'price') {
  const { priceCommand } = await import('./commands/price-command.ts')
  process.exitCode = priceCommand(args, process.env, output)
} else if (command === 'probe') {
  const { probeCommand } = await import('./commands/probe-command.ts')
  process.exitCode = await probeCommand(args, process.env, output)
} else if (command === '--help') {
  console.log(USAGE)
} else {
  console.error('expected the command price or probe, or none to start the gateway; --help explains them')
  process.exitCode = 2
}

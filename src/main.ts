// `npm start`: environment → gateway → listen, and an orderly end.
import './require-node.ts'
import { existsSync } from 'node:fs'
import { loadConfig } from './config.ts'
import { createLogger } from './log.ts'
import { explain, run, stopOnSignal } from './run.ts'

if (existsSync('.env')) process.loadEnvFile('.env')

try {
  const config = loadConfig(process.env)
  const log = createLogger(config.logLevel)
  process.on('unhandledRejection', (reason) => log.error({ err: reason }, 'unhandled rejection'))
  const running = await run({ ...config, alwaysReport: false }, log)
  log.info({ url: running.url, accounts: config.accounts.map(({ name }) => name) }, 'listening')
  stopOnSignal(running.stop)
} catch (error) {
  explain(error)
}

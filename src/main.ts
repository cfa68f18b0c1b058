// `npm start`: environment → gateway → listen, and an orderly end.
import './require-node.ts'
import { loadConfig } from './config/config.ts'
import { loadEnvFile } from './config/env-file.ts'
import { createLogger } from './log.ts'
import { explain, run, stopOnSignal } from './run.ts'

try {
  const file = loadEnvFile('.env')
  const config = loadConfig(process.env, undefined, undefined, file)
  // The exporter of traces reads settings of its own.
  Object.assign(process.env, { ...file.variables, ...process.env })
  const log = createLogger(config.logLevel)
  for (const warning of config.warnings) log.warn(warning)
  process.on('unhandledRejection', (reason) => log.error({ err: reason }, 'unhandled rejection'))
  const running = await run({ ...config, alwaysReport: false }, log)
  const ops = config.opsPort === null ? {} : { ops: running.opsUrl }
  log.info({ url: running.url, ...ops, accounts: config.accounts.map(({ name }) => name) }, 'listening')
  stopOnSignal(running.stop)
} catch (error) {
  explain(error)
}

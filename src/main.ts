// `npm start`: reads the settings, listens, and stops in order.
import { loadConfig } from './config/config.ts'
import { loadEnvFile } from './config/read.ts'
import { createLogger } from './log.ts'
import { explain, run, stopOnSignal } from './run.ts'

try {
  const file = loadEnvFile('.env')
  const config = loadConfig(process.env, undefined, undefined, file)
  // The exporter of traces reads variables of its own, e.g. OTEL_EXPORTER_OTLP_HEADERS.
  Object.assign(process.env, { ...file.variables, ...process.env })
  const log = createLogger(config.server.logLevel)
  for (const warning of config.warnings) log.warn(warning)
  process.on('unhandledRejection', (reason) => log.error({ err: reason }, 'unhandled rejection'))
  const running = await run(config, log)
  const ops = config.server.opsPort === null ? {} : { ops: running.opsUrl }
  log.info({ url: running.url, ...ops, accounts: config.accounts.map(({ name }) => name) }, 'listening')
  stopOnSignal(running.stop)
} catch (error) {
  explain(error)
}

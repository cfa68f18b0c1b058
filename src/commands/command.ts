// Parts of both commands: streams, settings, and problems that end them.
import type { Config } from '../config/config.ts'
import type { Environment } from '../config/read.ts'
import { ConfigError, loadConfig } from '../config/config.ts'
import { Refusal } from '../config/parse.ts'
import { loadEnvFile } from '../config/read.ts'

/** The streams of a command. */
export interface Output {
  readonly print: (text: string) => void
  readonly warn: (text: string) => void
}

/** Settings without a sign-in, of the environment and `.env`. Throws ConfigError. */
export function readSettings(
  environment: Environment,
  placeholdersFor: (given: Environment) => Environment = () => ({}),
): Config {
  const file = loadEnvFile('.env')
  const given: Environment = { ...file.variables, ...environment }
  const open = { AUTH: 'none', ANONYMOUS_SCOPES: '' }
  return loadConfig({ ...given, ...placeholdersFor(given), ...open }, undefined, undefined, file)
}

/** Prints a problem with arguments or settings, and returns the exit code. Throws other errors. */
export function refuse(error: unknown, { warn }: Output): 2 {
  const isOurs = error instanceof Refusal || error instanceof ConfigError || isArgumentError(error)
  if (!isOurs) throw error
  warn(error.message)
  return 2
}

/** An unknown option, or one without its value. */
function isArgumentError(error: unknown): error is TypeError {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}

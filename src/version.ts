// The version of this gateway, from package.json.
import { readFileSync } from 'node:fs'

// The file is beside `src` and beside `dist`, and npm needs a version in it.
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  readonly version: string
}

/** E.g. `0.1.0`. */
export const VERSION = version

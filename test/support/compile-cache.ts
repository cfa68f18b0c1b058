// Imported before each test file: compiled code is kept for the next one, as `main.ts` does.
import module from 'node:module'
import { fileURLToPath } from 'node:url'

module.enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/switchboard', import.meta.url)))

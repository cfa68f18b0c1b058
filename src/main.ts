#!/usr/bin/env node
// `npm start`, and the entry of the bundle.
import './require-node.cjs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

// Compiled code is kept, which halves the next start. A folder that cannot be written is no error.
module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/switchboard', import.meta.url)))
const { start } = await import('./run.ts')
await start()

// The vendor of the bench: a sandbox behind HTTP, in a process of its own so that it weighs on nobody's figures.
import { systemClock } from '../../src/clock.ts'
import { createSandbox } from '../../src/demo/sandbox.ts'
import { serve } from '../../src/demo/serve.ts'

const { url, close } = await serve(createSandbox({ clock: systemClock, scale: 0.2, lively: false }).ujet)
console.log(url)
process.once('SIGTERM', () => void close().then(() => process.exit(0)))

// Loaded into a process before anything else of it: on SIGUSR2 it prints, as one line, the heap after a full collection
// and what the process holds open.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
// The flag makes it a function of every context that is made from now on.
const collect = runInNewContext('gc') as () => void

process.on('SIGUSR2', () => {
  collect()
  const handles: Record<string, number> = {}
  for (const name of process.getActiveResourcesInfo()) handles[name] = (handles[name] ?? 0) + 1
  console.log(JSON.stringify({ heapBytes: process.memoryUsage().heapUsed, handles }))
})

// Time from the start of a process to its first answer, and its memory, of the sources and of the bundle.
import { startSwitchboard } from '../support/processes.ts'
import { median, post, round } from './load.ts'

const WAYS = {
  source: ['src', {}],
  bundle: ['dist', {}],
  'bundle, no compiled code kept': ['dist', { NODE_DISABLE_COMPILE_CACHE: '1' }],
} as const

const MAINS = { src: '../../src/main.ts', dist: '../../dist/main.js' }

type Figures = 'listeningMs' | 'answeredMs' | 'idleMB'

export async function measureStarts(
  vendorUrl: string,
  rounds: number,
): Promise<Record<string, Record<Figures, number>>> {
  const rows = new Map<string, Record<Figures, number>[]>()
  for (let one = 0; one < rounds; one += 1) {
    for (const [way, [folder, environment]] of Object.entries(WAYS)) {
      const startedAt = performance.now()
      const main = new URL(MAINS[folder], import.meta.url)
      const process = await startSwitchboard(vendorUrl, environment, main)
      await post(process.url, JSON.stringify({ query: '{ accounts { name state } }' }))
      const answeredMs = performance.now() - startedAt
      const idleMB = process.memory() ?? Number.NaN
      await process.stop()
      // The first start writes the compiled code.
      if (one > 0)
        rows.set(way, [...(rows.get(way) ?? []), { listeningMs: process.tookMs, answeredMs, idleMB }])
    }
  }
  return Object.fromEntries(
    [...rows].map(([way, starts]) => {
      const of = (figure: Figures) => round(median(starts.map((start) => start[figure])))
      return [way, { listeningMs: of('listeningMs'), answeredMs: of('answeredMs'), idleMB: of('idleMB') }]
    }),
  )
}

// Answers from memory beside those of minimal peers, in interleaved rounds.
// CPU time per answer counts: a bare server is limited by the load client.
import type { Process } from '../support/processes.ts'
import type { Measured } from './load.ts'
import { exportSPKI, generateKeyPair, SignJWT } from 'jose'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MAIN, start, startSwitchboard } from '../support/processes.ts'
import { measure, median, post, round } from './load.ts'

const CONNECTIONS = 16
const WARM_UP_MS = 300
const ROUND_MS = 1000
const OPERATIONS = 100_000

const QUERY = `query ($from: DateTime) {
  calls(first: 100, filter: { startedAt: { from: $from } }) {
    nodes { id agent { id name email } menu { id name } }
  }
}`
/** Starts that change no row. */
const pageFrom = (second: number) =>
  JSON.stringify({ query: QUERY, variables: { from: new Date(Date.UTC(2015, 0) + second * 1000) } })

let seconds = 0
const BODIES = {
  repeated: () => pageFrom(0),
  'forty in turn': () => pageFrom((seconds += 1) % 40),
  'never repeating': () => pageFrom((seconds += 1)),
}
/** The bundle is for users, the sources for those who develop. */
const BUNDLE = new URL('../../dist/main.js', import.meta.url)

const SMALL = () => JSON.stringify({ query: '{ accounts { name state } }' })

const PEERS = ['mercurius-jit', 'yoga-jit', 'yoga-pothos', 'apollo']

interface Row {
  readonly name: string
  readonly process: Process
  readonly body: () => string
  readonly headers?: Readonly<Record<string, string>>
}

export interface Throughput {
  readonly 'CPU µs': number
  /** CPU time of the bare server by that of the row. */
  readonly 'of bare': number
  readonly 'a second': number
  readonly 'p99 ms': number
}

/** `rounds`: each measures every row for a second. */
export async function measureThroughput(
  vendorUrl: string,
  rounds: number,
): Promise<{
  readonly table: Readonly<Record<string, Throughput>>
  readonly memory: Readonly<Record<string, Memory>>
}> {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-bench-'))
  const switchboard = await startSwitchboard(vendorUrl, {}, BUNDLE)
  const source = await startSwitchboard(vendorUrl, {}, MAIN)
  const signedIn = await startSignedIn(vendorUrl)
  await post(switchboard.url, SMALL())
  const idle = await memoryOf(switchboard)
  const answerFile = join(folder, 'answer.json')
  writeFileSync(answerFile, await post(switchboard.url, pageFrom(0)))
  await post(source.url, pageFrom(0))
  await post(signedIn.process.url, pageFrom(0), signedIn.headers)
  const bare = await start(new URL('bare.ts', import.meta.url), [answerFile])
  const peers = await startPeers(answerFile)

  const pages = Object.entries(BODIES)
  const rows: Row[] = [
    { name: 'node:http, JSON.stringify of the same', process: bare, body: BODIES.repeated },
    ...pages.map(([name, body]) => ({ name: `Switchboard, ${name}`, process: switchboard, body })),
    ...pages.map(([name, body]) => ({
      ...signedIn,
      name: `Switchboard with AUTH=jwt and masks, ${name}`,
      body,
    })),
    { name: 'Switchboard, { accounts { name state } }', process: switchboard, body: SMALL },
    { ...signedIn, name: 'Switchboard with AUTH=jwt and masks, { accounts { name state } }', body: SMALL },
    ...pages.map(([name, body]) => ({ name: `Switchboard from source, ${name}`, process: source, body })),
    ...peers.map(([name, process]) => ({ name: `${name}, repeated`, process, body: BODIES.repeated })),
    ...peers.map(([name, process]) => ({
      name: `${name}, never repeating`,
      process,
      body: BODIES['never repeating'],
    })),
  ]
  // The first round warms up.
  const measured = new Map<Row, (Measured & { readonly cpuUs: number })[]>(rows.map((row) => [row, []]))
  for (let one = 0; one <= rounds; one += 1)
    for (const row of rows) {
      const figures = await measureRow(row)
      if (one > 0) measured.get(row)?.push(figures)
    }

  const cpuOf = (row: Row) => median(measured.get(row)?.map(({ cpuUs }) => cpuUs) ?? [])
  const [first = rows[0]] = rows
  const bareUs = first === undefined ? Number.NaN : cpuOf(first)
  const table = Object.fromEntries(
    rows.map((row) => {
      const all = measured.get(row) ?? []
      const figures: Throughput = {
        'CPU µs': round(cpuOf(row)),
        'of bare': round(bareUs / cpuOf(row), 2),
        'a second': round(median(all.map(({ perSecond }) => perSecond))),
        'p99 ms': round(median(all.map(({ p99Ms }) => p99Ms)), 1),
      }
      return [row.name, figures]
    }),
  )

  const memory: Record<string, Memory> = { idle }
  for (let answered = 0, half = OPERATIONS / 2; answered < OPERATIONS;) {
    const body = BODIES['never repeating']
    answered += (await measure({ url: switchboard.url, body, connections: CONNECTIONS }, 2000)).answers
    if (answered < half) continue
    memory[`after ${round(half)} operations`] = await memoryOf(switchboard)
    half = OPERATIONS
  }
  memory[`after ${OPERATIONS} operations`] = await memoryOf(switchboard)

  const processes = [switchboard, source, signedIn.process, bare, ...peers.map(([, process]) => process)]
  await Promise.all(processes.map((process) => process.stop()))
  rmSync(folder, { recursive: true })
  return { table, memory }
}

interface Memory {
  /** Resident. */
  readonly MB: number
  /** What outlived collections: caches and code's objects. */
  readonly 'old heap MB': number
  /** Fresh objects and garbage. */
  readonly 'young heap MB': number
}

async function memoryOf(process: Process): Promise<Memory> {
  const metrics = await (await fetch(new URL('/metrics', process.url))).text()
  const spaceMB = (...names: string[]) =>
    round(
      names.reduce((sum, name) => {
        const line = new RegExp(`^nodejs_heap_space_size_used_bytes\\{space="${name}"[^}]*\\} (\\S+)`, 'm')
        return sum + Number(line.exec(metrics)?.[1] ?? 0)
      }, 0) / 1_000_000,
    )
  return {
    MB: round(process.memory() ?? Number.NaN),
    'old heap MB': spaceMB('old', 'large_object'),
    'young heap MB': spaceMB('new', 'new_large_object'),
  }
}

async function measureRow({ process, body, headers = {} }: Row) {
  const load = { url: process.url, body, connections: CONNECTIONS, headers }
  // Lists are stale by now, and read again at their vendor's pace.
  await measure(load, WARM_UP_MS)
  const before = process.cpuMs()
  const figures = await measure(load, ROUND_MS)
  return { ...figures, cpuUs: ((process.cpuMs() - before) * 1000) / figures.answers }
}

/** A viewer without `pii:read`, signed in by a token of RS256. */
async function startSignedIn(
  vendorUrl: string,
): Promise<Pick<Row, 'process' | 'headers'> & { readonly headers: Readonly<Record<string, string>> }> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true })
  const issuer = 'https://login.example.com/'
  const token = await new SignJWT({ scope: 'calls:read agents:read menus:read' })
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(issuer)
    .setAudience('switchboard')
    .setSubject('ada')
    .setExpirationTime('1h')
    .sign(privateKey)
  const settings = {
    AUTH: 'jwt',
    JWT_KEY: await exportSPKI(publicKey),
    JWT_ISSUER: issuer,
    JWT_AUDIENCE: 'switchboard',
  }
  const process = await startSwitchboard(vendorUrl, settings, BUNDLE)
  return { process, headers: { authorization: `Bearer ${token}` } }
}

/** `npm ci --prefix test/bench/peers` installs them. */
async function startPeers(answerFile: string): Promise<readonly (readonly [string, Process])[]> {
  if (!existsSync(new URL('peers/node_modules', import.meta.url))) {
    console.log('Without peers: npm ci --prefix test/bench/peers installs them.')
    return []
  }
  const started: [string, Process][] = []
  for (const name of PEERS)
    started.push([name, await start(new URL(`peers/${name}.ts`, import.meta.url), [answerFile])])
  return started
}

// A client that costs little beside what it measures: one request after the other on each of some open connections.
import type { Socket } from 'node:net'
import { once } from 'node:events'
import { connect } from 'node:net'

export interface Load {
  readonly url: string
  /** JSON of each request. */
  readonly body: () => string
  readonly connections: number
  readonly headers?: Readonly<Record<string, string>>
}

export interface Measured {
  readonly perSecond: number
  readonly p99Ms: number
  readonly answers: number
}

const HEADER_END = '\r\n\r\n'
const LAST_CHUNK = Buffer.from('0\r\n\r\n')

/** Answers over the given time. Rejects when an answer is no 200. */
export async function measure(
  { url, body, connections, headers = {} }: Load,
  forMs: number,
): Promise<Measured> {
  const { hostname, port, pathname } = new URL(url)
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `host: ${hostname}:${port}`,
    'accept: application/json',
    'content-type: application/json',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ].join('\r\n')
  const toRequest = () => {
    const text = body()
    return `${head}\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
  }
  const sockets = Array.from({ length: connections }, () => connect(Number(port), hostname))
  await Promise.all(sockets.map((socket) => once(socket, 'connect')))
  const startedAt = performance.now()
  const waits = await Promise.all(sockets.map((socket) => ask(socket, toRequest, startedAt + forMs)))
  const tookMs = performance.now() - startedAt
  for (const socket of sockets) socket.destroy()
  const sorted = waits.flat().toSorted((a, b) => a - b)
  return {
    perSecond: sorted.length / (tookMs / 1000),
    p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN,
    answers: sorted.length,
  }
}

/** Milliseconds of each answer. */
async function ask(socket: Socket, toRequest: () => string, until: number): Promise<readonly number[]> {
  const waits: number[] = []
  for (let at = performance.now(); at < until; at = performance.now()) {
    socket.write(toRequest())
    await answer(socket)
    waits.push(performance.now() - at)
  }
  return waits
}

/** Waits for the end of one answer, by its length or by its last chunk. */
function answer(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    let left: number | null = null
    const settle = (error?: Error) => {
      socket.off('data', read).off('error', settle)
      if (error === undefined) resolve()
      else reject(error)
    }
    const read = (chunk: Buffer) => {
      if (left === null) {
        const head = chunk.toString('latin1', 0, chunk.indexOf(HEADER_END))
        if (!head.startsWith('HTTP/1.1 200'))
          return settle(new Error(`answered with ${head.split('\r\n')[0]}`))
        const [, length] = /content-length: (\d+)/i.exec(head) ?? []
        const bodyAt = head.length + HEADER_END.length
        left = length === undefined ? Number.POSITIVE_INFINITY : Number(length)
        left -= chunk.length - bodyAt
      } else left -= chunk.length
      const isLast = left === Number.POSITIVE_INFINITY ? chunk.subarray(-5).equals(LAST_CHUNK) : left <= 0
      if (isLast) settle()
    }
    socket.on('data', read).once('error', settle)
  })
}

export const round = (value: number, digits = 0): number => Number(value.toFixed(digits))

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

export async function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const sent = { 'content-type': 'application/json', ...headers }
  const response = await fetch(url, { method: 'POST', headers: sent, body })
  return response.text()
}

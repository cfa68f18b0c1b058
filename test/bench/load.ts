// A client that costs little beside what it measures: one request after the other on each of some open connections.
import type { Socket } from 'node:net'
import { once } from 'node:events'
import { connect } from 'node:net'

export interface Load {
  readonly url: string
  /** JSON of the request. */
  readonly body: string
  readonly connections: number
}

const HEADER_END = '\r\n\r\n'
const LAST_CHUNK = Buffer.from('0\r\n\r\n')

/** Answers per second over the given time. Rejects when an answer is no 200. */
export async function measure({ url, body, connections }: Load, forMs: number): Promise<number> {
  const { hostname, port, pathname } = new URL(url)
  const request = Buffer.from(
    [
      `POST ${pathname} HTTP/1.1`,
      `host: ${hostname}:${port}`,
      'accept: application/json',
      'content-type: application/json',
      `content-length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  )
  const sockets = Array.from({ length: connections }, () => connect(Number(port), hostname))
  await Promise.all(sockets.map((socket) => once(socket, 'connect')))
  const startedAt = performance.now()
  const counts = await Promise.all(sockets.map((socket) => ask(socket, request, startedAt + forMs)))
  const tookMs = performance.now() - startedAt
  for (const socket of sockets) socket.destroy()
  return counts.reduce((sum, count) => sum + count) / (tookMs / 1000)
}

async function ask(socket: Socket, request: Buffer, until: number): Promise<number> {
  let answers = 0
  while (performance.now() < until) {
    socket.write(request)
    await answer(socket)
    answers += 1
  }
  return answers
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

export async function post(url: string, body: string): Promise<string> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  return response.text()
}

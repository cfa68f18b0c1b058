// A probe without a socket.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Probes } from '../../src/door/probes.ts'

export interface Told {
  readonly status: number
  readonly type: string
  readonly text: string
}

export function get(probes: Probes, pathname: string): Promise<Told> {
  return new Promise((resolve, reject) => {
    let head = { status: 0, type: '' }
    const response = {
      writeHead(status: number, headers: Record<string, string> = {}) {
        head = { status, type: headers['content-type'] ?? '' }
        return response
      },
      end: (text = '') => resolve({ ...head, text }),
    }
    // Probes use no more of either than this.
    const found = probes.answer(
      { method: 'GET' } as IncomingMessage,
      response as unknown as ServerResponse,
      pathname,
    )
    if (!found) reject(new Error(`nothing at ${pathname}`))
  })
}

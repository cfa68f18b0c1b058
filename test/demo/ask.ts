/** Asks a sandbox the way a client does, on a clock that stands still until it is moved. */
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/demo/sandbox.ts'
import type { Row } from '../../src/demo/shelf.ts'

/** Lists are read as such, single objects by their keys. */
export type Body = Row[] & Row

export type Answer = { status: number; headers: Headers; body: Body }

export type Client = {
  sandbox: Sandbox
  now: () => number
  pass: (milliseconds: number) => void
  get: (path: string, headers?: Record<string, string>) => Promise<Answer>
  /** The rows of a list, page after page. */
  all: (path: string) => Promise<Row[]>
}

/** A row's id as paths and filters write it. */
export const idOf = (row: Row | undefined): string => JSON.stringify(row?.id)

export const start = Date.parse('2026-03-10T09:30:15.250Z')

export function open(options: Partial<SandboxOptions> = {}): Client {
  let at = start
  const sandbox = createSandbox({ scale: 0.05, quota: false, ...options, clock: { now: () => at } })
  const authorization = `Basic ${btoa(`${sandbox.username}:${sandbox.password}`)}`

  async function get(path: string, headers: Record<string, string> = { authorization }): Promise<Answer> {
    const response = await sandbox.ujet(
      new Request(`http://ujet.example${sandbox.basePath}${path}`, { headers }),
    )
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: JSON.parse(text) }
  }

  async function all(path: string): Promise<Row[]> {
    const rows: Row[] = []
    for (let page = 1; ; page++) {
      const { body } = await get(`${path}${path.includes('?') ? '&' : '?'}page=${page}&per=100`)
      if (body.length === 0) return rows
      rows.push(...body)
    }
  }

  return { sandbox, get, all, now: () => at, pass: (milliseconds) => void (at += milliseconds) }
}

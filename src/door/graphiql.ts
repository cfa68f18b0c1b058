// GraphiQL as one page that needs no other host, opened with the example operations, compressed once in a while.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '../domain/time.ts'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { toRfc3339 } from '../domain/time.ts'

export type Page = (request: IncomingMessage, response: ServerResponse) => Promise<void>

export interface Example {
  readonly name: string
  readonly query: string
  /** JSON text; instants may be written relative to now, as `"now"`, `"now-1h"`, `"now-24h"`. */
  readonly variables: string | null
}

/** The examples' times are relative to now, so the page is made anew when it is older than this. */
const PAGE_LIFETIME_MS = 60_000

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-encoding': 'gzip',
  'cache-control': 'no-cache',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
}

/** The page weighs megabytes, so it is loaded when the first person asks for it. */
export function createPage(examples: readonly Example[], clock: Clock): Page {
  let made: { readonly at: number; readonly html: Promise<Buffer> } | null = null
  return async (_, response) => {
    if (made === null || clock.now() - made.at > PAGE_LIFETIME_MS)
      made = { at: clock.now(), html: render(examples, clock.now()) }
    response.writeHead(200, HEADERS).end(await made.html)
  }
}

async function render(examples: readonly Example[], now: number): Promise<Buffer> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql')
  const html = renderGraphiQL({
    title: 'Switchboard',
    endpoint: '/graphql',
    method: 'POST',
    schemaDescription: true,
    defaultEditorToolsVisibility: 'variables',
    headers: JSON.stringify({ 'x-upstream': 'report' }, null, 2),
    defaultTabs: examples.map(({ query, variables }) => ({
      query,
      variables: variables && fillIn(variables, now),
    })),
  })
  return promisify(gzip)(html, { level: 6 })
}

const UNITS_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Instants relative to now, made absolute. */
export function fillIn(variables: string, now: number): string {
  return variables.replaceAll(/"now(?:-(\d+)([mhd]))?"/g, (_, count = '0', unit = 'm') =>
    JSON.stringify(toRfc3339(now - Number(count) * (UNITS_MS[unit] ?? 0))),
  )
}

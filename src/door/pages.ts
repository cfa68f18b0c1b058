// Pages for people: the console or links at `/`, `/graphql` in a browser, `/docs/<name>`, `/schema.graphql`.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Answer } from './server.ts'
import type { Clock } from '../domain/time.ts'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { toRfc3339 } from '../domain/time.ts'

export interface Doc {
  /** As in its address, e.g. `querying`. */
  readonly name: string
  /** Markdown. */
  readonly text: string
}

/** Files of the console by name; `index.html` has a place for links. */
export type Console = ReadonlyMap<string, string>

/** A page is `null` when it is off. */
export interface Pages {
  readonly graphiql: Page | null
  readonly console: Console | null
  /** Prints the schema; called once it is asked for. */
  readonly schema: (() => string) | null
  readonly docs: readonly Doc[]
  /** Further links by address, e.g. `{ '/demo': 'Vendors' }`. */
  readonly links?: Readonly<Record<string, string>>
}

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
}

/** Nothing inline, and nothing of other hosts. */
const CONSOLE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export function createPages({ graphiql, console, schema, docs, links: more = {} }: Pages): Answer {
  const files = new Map<string, { type: string; text: () => string }>(
    Array.from(console ?? [], ([name, text]) => {
      const type = TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? PLAIN
      return [`/console/${name}`, { type, text: () => text }]
    }),
  )
  for (const { name, text } of docs) files.set(`/docs/${name}`, { type: PLAIN, text: () => text })
  files.set('/console/logo.svg', { type: 'image/svg+xml', text: () => LOGO })
  let printed: string | null = null
  if (schema !== null) files.set('/schema.graphql', { type: PLAIN, text: () => (printed ??= schema()) })
  const links = [
    ...(graphiql === null ? [] : ['<li><a href="/graphql">GraphiQL</a></li>']),
    ...(schema === null ? [] : ['<li><a href="/schema.graphql">Schema</a></li>']),
    ...Object.entries(more).map(([href, text]) => `<li><a href="${href}">${text}</a></li>`),
    ...docs.map(({ name }) => `<li><a href="/docs/${name}">${toTitle(name)}</a></li>`),
  ].join('')
  const welcome = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Switchboard</title>
<h1>Switchboard</h1>
<p>One GraphQL endpoint over every contact-centre account: <code>/graphql</code></p>
<ul>${links}</ul></html>
`
  const page = console?.get('index.html')?.replace('<!-- links -->', () => `<ul>${links}</ul>`)
  return (request, response, pathname) => {
    // node:http leaves out the body of HEAD.
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    const file = files.get(pathname)
    if (file !== undefined) {
      response.writeHead(200, { 'content-type': file.type }).end(file.text())
      return true
    }
    if (!isForPeople(request)) return false
    // Other clients get JSON at the same address.
    response.setHeader('vary', 'accept')
    if (pathname === '/') {
      const policy = page === undefined ? {} : { 'content-security-policy': CONSOLE_POLICY }
      const headers = { 'content-type': 'text/html; charset=utf-8', ...policy }
      response.writeHead(200, headers).end(page ?? welcome)
      return true
    }
    if (pathname !== '/graphql' || graphiql === null) return false
    graphiql(request, response).catch(() => response.destroy())
    return true
  }
}

const PLAIN = 'text/plain; charset=utf-8'

/** `querying` → `Querying` */
function toTitle(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** Browsers accept HTML. */
function isForPeople(request: IncomingMessage): boolean {
  return request.headers.accept?.includes('text/html') ?? false
}

export type Page = (request: IncomingMessage, response: ServerResponse) => Promise<void>

export interface Example {
  readonly name: string
  readonly query: string
  /** JSON text; an instant may be relative, e.g. `"now"` or `"now-24h"`. */
  readonly variables: string | null
}

/** The page contains absolute times. */
const PAGE_TTL_MS = 60_000

/** The browser loads nothing from other hosts. */
const POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline' blob:",
  "style-src 'unsafe-inline'",
  'img-src data:',
  'font-src data:',
  'worker-src blob:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Beside the server's security headers. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-encoding': 'gzip',
  'content-security-policy': POLICY,
  'cache-control': 'no-cache',
}

/** GraphiQL with the examples as tabs: megabytes, rendered on first use. */
export function createPage(examples: readonly Example[], clock: Clock): Page {
  let made: { readonly at: number; readonly html: Promise<Buffer> } | null = null
  return async (_, response) => {
    if (made === null || clock.now() - made.at > PAGE_TTL_MS)
      made = { at: clock.now(), html: render(examples, clock.now()) }
    response.writeHead(200, HEADERS).end(await made.html)
  }
}

async function render(examples: readonly Example[], now: number): Promise<Buffer> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql')
  const headers = toText({ 'x-upstream': 'report' })
  const tabs = examples.map(({ query, variables }) => ({
    query,
    variables: variables && toText(JSON.parse(fillIn(variables, now))),
    headers,
  }))
  const html = renderGraphiQL({
    title: 'Switchboard',
    logo: LOGO,
    favicon: `data:image/svg+xml;base64,${Buffer.from(LOGO).toString('base64')}`,
    endpoint: '/graphql',
    method: 'POST',
    schemaDescription: true,
    defaultEditorToolsVisibility: 'variables',
    headers,
    // An empty list would open no tab at all.
    ...(tabs.length === 0 ? {} : { defaultTabs: tabs }),
  })
  return promisify(gzip)(mend(html, tabs[0] ?? {}), { level: 6 })
}

function toText(json: unknown): string {
  return JSON.stringify(json, null, 2)
}

/** A switchboard panel: jacks and a cord between two of them. */
const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32">
<rect x="2" y="2" width="28" height="28" rx="7" fill="#1f2a44"/>
<g fill="#8fa3c8"><circle cx="10" cy="9" r="2"/><circle cx="22" cy="9" r="2"/><circle cx="16" cy="9" r="2"/>
<circle cx="16" cy="23" r="2"/></g>
<path d="M10 9c0 12 12 2 12 14" fill="none" stroke="#ffb454" stroke-width="2.5" stroke-linecap="round"/>
<g fill="#ffb454"><circle cx="10" cy="9" r="2.6"/><circle cx="22" cy="23" r="2.6"/></g></svg>`

/** Else a click moves the focused tab away from the pointer. */
const TABS_STAY = '<style>.graphiql-tab { transform: none !important }</style>'

/**
 * GraphiQL opens the tab whose texts equal those in its storage, else an empty one.
 * This script stores one tab's texts first: that of the address (`?query=…`), the last
 * active one, or the first example.
 */
function openTab(first: object): string {
  return `<script>{
  const { tabs = [], activeTabIndex = 0 } = JSON.parse(localStorage.getItem('graphiql:tabState') ?? '{}')
  const query = new URLSearchParams(location.search).get('query')
  const tab = tabs.find((one) => one.query === query) ?? tabs[activeTabIndex] ?? ${JSON.stringify(first).replaceAll('<', String.raw`\u003c`)}
  for (const part of ['query', 'variables', 'headers']) {
    if (tab[part] == null) localStorage.removeItem('graphiql:' + part)
    else localStorage.setItem('graphiql:' + part, tab[part])
  }
}</script>`
}

function mend(html: string, firstTab: object): string {
  return html.replace('<div id="root"></div>', (root) => TABS_STAY + root + openTab(firstTab))
}

const UNITS_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `"now-1h"` → `"2026-01-15T11:00:00.000Z"` */
export function fillIn(variables: string, now: number): string {
  return variables.replaceAll(/"now(?:-(\d+)([mhd]))?"/g, (_, count = '0', unit = 'm') =>
    JSON.stringify(toRfc3339(now - Number(count) * (UNITS_MS[unit] ?? 0))),
  )
}

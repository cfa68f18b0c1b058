// Pages for people, and headers of every answer.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import type { Server } from 'node:http'
import { loadDocs } from '../../src/docs.ts'
import { createPages } from '../../src/door/pages.ts'
import { createServer } from '../../src/door/server.ts'
import { createStage } from '../support/gateway.ts'
import { listen } from '../support/listen.ts'

const PEOPLE = { accept: 'text/html' }
let server: Server
let origin: string

before(async () => {
  const graphiql = async (_: unknown, response: { end(text: string): unknown }) =>
    void response.end('GraphiQL')
  const { answer } = createStage({}, { bodyBytes: 1000 }).gateway
  server = createServer([createPages({ graphiql, console: null, schema: null, docs: loadDocs() }), answer])
  const port = await listen(server)
  origin = `http://127.0.0.1:${port}`
})

after(() => {
  server.close()
  server.closeAllConnections()
})

const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })

test('the start page links to GraphiQL and the docs, and every link works', async () => {
  const welcome = await (await fetch(origin, { headers: PEOPLE })).text()
  const links = [...welcome.matchAll(/href="([^"]+)"/g)].map(([, link]) => link)
  const names = readdirSync(new URL('../../docs/', import.meta.url))
  const docs = names.filter((name) => name.endsWith('.md')).map((file) => `/docs/${file.replace('.md', '')}`)
  assert.deepEqual(links, ['/graphql', ...docs.toSorted()])
  for (const link of links) {
    const response = await fetch(`${origin}${link}`, { headers: PEOPLE })
    assert.equal(response.status, 200, link)
    assert.ok((await response.text()).length > 0)
  }
})

test('HEAD has the status and headers of GET', async () => {
  for (const path of ['/', '/docs/querying', '/graphql', '/nowhere']) {
    const [got, head] = await Promise.all(
      ['GET', 'HEAD'].map((method) => fetch(`${origin}${path}`, { method, headers: PEOPLE })),
    )
    assert.equal(head?.status, got?.status, path)
    assert.equal(head?.headers.get('content-type'), got?.headers.get('content-type'), path)
    assert.equal(await head?.text(), '')
    await got?.text()
  }
})

test('every answer carries the security headers', async () => {
  for (const response of [
    await fetch(origin, { headers: PEOPLE }),
    await post('{"query":"{ accounts { name } }"}'),
    await fetch(`${origin}/nowhere`),
  ]) {
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff')
    assert.equal(response.headers.get('x-frame-options'), 'DENY')
    assert.equal(response.headers.get('cache-control'), 'no-store')
    assert.match(response.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/)
    await response.text()
  }
})

test('malformed HTTP is answered with 400, and the next request is served', async () => {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1')
  socket.write('nonsense\r\n\r\n')
  const [chunk] = await once(socket, 'data')
  assert.match(String(chunk), /^HTTP\/1\.1 400/)
  assert.equal((await post('{"query":"{ accounts { name } }"}')).status, 200)
})

test('headers and bodies have time limits', () => {
  assert.ok(server.headersTimeout > 0 && server.headersTimeout <= 10_000)
  assert.ok(server.requestTimeout > 0 && server.requestTimeout <= 15_000)
})

// The console: files of its own, operations that any client may send, and no personal data.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Server } from 'node:http'
import { getNamedType, parse, TypeInfo, validate, visit, visitWithTypeInfo } from 'graphql'
import * as operations from '../../console/operations.js'
import { loadConsole, loadDocs } from '../../src/docs.ts'
import { createPages } from '../../src/door/pages.ts'
import { createServer } from '../../src/door/server.ts'
import { createSchema } from '../../src/schema.ts'
import { load } from '../support/settings.ts'
import { listen } from '../support/listen.ts'

const PEOPLE = { accept: 'text/html' }
const schema = createSchema()
const documents = Object.entries(operations)
let server: Server
let origin: string

before(async () => {
  const graphiql = async () => {}
  server = createServer([
    createPages({ graphiql, console: loadConsole(), schema: () => 'type Query', docs: loadDocs() }),
  ])
  origin = `http://127.0.0.1:${await listen(server)}`
})

after(() => {
  server.close()
  server.closeAllConnections()
})

test('the console is on without sign-in only, unless CONSOLE says otherwise', () => {
  assert.equal(load().door.console, true)
  const router = { AUTH: 'router', ROUTER_SECRET: 'a-secret-of-at-least-32-characters!' }
  assert.equal(load(router).door.console, false)
  assert.equal(load({ ...router, CONSOLE: 'on' }).door.console, true)
})

test('every file that the console names is served with its type', async () => {
  const page = await (await fetch(origin, { headers: PEOPLE })).text()
  const names = [...page.matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, name]) => name!)
  assert.ok(names.includes('/console/main.js') && names.includes('/graphql'))
  assert.ok(names.includes('/schema.graphql') && names.includes('/docs/querying'))
  const seen = new Set(['/', '/graphql'])
  for (let path = names.pop(); path !== undefined; path = names.pop()) {
    if (seen.has(path)) continue
    seen.add(path)
    const response = await fetch(origin + path)
    assert.equal(response.status, 200, path)
    const type = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' }[path.split('.').at(-1)!]
    assert.equal(response.headers.get('content-type')?.split(';')[0], type ?? 'text/plain', path)
    const text = await response.text()
    if (type === 'text/javascript')
      names.push(...[...text.matchAll(/from '\.\/([^']+)'/g)].map(([, name]) => `/console/${name}`))
  }
  const unused = [...(loadConsole() ?? []).keys()].filter((name) => !seen.has(`/console/${name}`))
  assert.deepEqual(unused, ['index.html'])
})

test('the console may load from its own host alone, and nothing inline', async () => {
  const response = await fetch(origin, { headers: PEOPLE })
  const policy = response.headers.get('content-security-policy') ?? ''
  assert.match(policy, /^default-src 'none'; /)
  assert.doesNotMatch(policy, /unsafe|https?:|\*|data:/)
  assert.doesNotMatch(await response.text(), /<style|style="|<script>|\son\w+="/)
})

test('every operation of the console is valid', () => {
  assert.ok(documents.length > 4)
  for (const [name, text] of documents) assert.deepEqual(validate(schema, parse(text)), [], name)
})

test('the console selects no personal data', () => {
  for (const [name, text] of documents) {
    const types = new TypeInfo(schema)
    const personal: string[] = []
    const visitor = {
      Field: () => {
        const field = types.getFieldDef()
        const isPersonal = field?.extensions.pii !== undefined
        if (isPersonal) personal.push(`${getNamedType(types.getParentType())?.name}.${field?.name}`)
      },
    }
    visit(parse(text), visitWithTypeInfo(types, visitor))
    assert.deepEqual(personal, [], name)
  }
})

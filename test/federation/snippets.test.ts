// Every snippet of docs/clients.md is written to a file, type-checked, and run against a gateway.
import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Served } from '../support/server.ts'
import { createClient } from 'graphql-sse'
import { startServer } from '../support/server.ts'

const DOC = readFileSync(new URL('../../docs/clients.md', import.meta.url), 'utf8')
const FOLDER = fileURLToPath(new URL('snippets/', import.meta.url))
const BIN = fileURLToPath(new URL('../../node_modules/.bin/', import.meta.url))
const DEMO = 'http://localhost:4000/graphql'
const PAGE = 20

/** ` ```ts ` with a name in its first line, e.g. `// src/urql.ts`. */
const SNIPPETS = [...DOC.matchAll(/^```ts\n(\/\/ (\S+\.ts)\n[\s\S]*?)^```/gm)]

const LIVE = 'subscription { callUpdates { updatedAt nodes { id } accounts { account state } } }'

let served: Served

before(async () => {
  served = await startServer({ scale: 0.2 })
  rmSync(FOLDER, { recursive: true, force: true })
  for (const [, code = '', name = ''] of SNIPPETS) {
    const file = join(FOLDER, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, code.replaceAll(DEMO, served.url))
  }
  writeFileSync(
    join(FOLDER, 'tsconfig.json'),
    JSON.stringify({ extends: '../tsconfig.json', include: ['.'], exclude: [] }),
  )
  await promisify(execFile)(join(BIN, 'graphql-codegen'), ['--config', 'codegen.ts'], { cwd: FOLDER })
})

after(async () => {
  await served.stop()
  rmSync(FOLDER, { recursive: true, force: true })
})

/** A snippet’s module. */
const load = (name: string): Promise<any> => import(join(FOLDER, name))

test('every block of code has a name, and the types of all agree', async () => {
  assert.equal(DOC.match(/^```ts$/gm)?.length, SNIPPETS.length)
  const check = promisify(execFile)(join(BIN, 'tsc'), ['--noEmit', '-p', FOLDER])
  await check.catch(({ stdout }) => assert.fail(stdout))
})

test('urql merges pages, and subscribes by Server-Sent Events', async () => {
  const [{ client }, { CALLS }] = await Promise.all([load('src/urql.ts'), load('src/calls.ts')])
  const first = await client.query(CALLS, { first: PAGE }).toPromise()
  assert.equal(first.error, undefined)
  const after = first.data.calls.pageInfo.endCursor
  const both = await client.query(CALLS, { first: PAGE, after }).toPromise()
  assertPages(both.data.calls)
  const event = await new Promise<any>((resolve) => {
    const { unsubscribe } = client.subscription(LIVE, {}).subscribe((result: unknown) => {
      resolve(result)
      queueMicrotask(() => unsubscribe())
    })
  })
  assert.deepEqual(event.data.callUpdates.accounts[0].state, 'COMPLETE')
})

test('Apollo Client merges pages, and subscribes by Server-Sent Events', async () => {
  const [{ client }, { CALLS }] = await Promise.all([load('src/apollo.ts'), load('src/calls.ts')])
  const variables = { first: PAGE }
  const list = client.watchQuery({ query: CALLS, variables })
  const subscription = list.subscribe(() => {})
  const { data } = await client.query({ query: CALLS, variables })
  await list.fetchMore({ variables: { after: data.calls.pageInfo.endCursor } })
  assertPages(client.readQuery({ query: CALLS, variables }).calls)
  subscription.unsubscribe()
  const { gql } = await import('@apollo/client')
  const event = await new Promise<any>((resolve, reject) => {
    const watched = client.subscribe({ query: gql(LIVE) }).subscribe({ next: resolve, error: reject })
    setTimeout(() => watched.unsubscribe(), 3000)
  })
  assert.deepEqual(event.data.callUpdates.accounts[0].state, 'COMPLETE')
  client.stop()
})

test('Relay asks and subscribes', async () => {
  const { environment } = await load('src/relay.ts')
  const network = environment.getNetwork()
  const text = `query { calls(first: ${PAGE}) { edges { node { id } } } }`
  const { data } = await network.execute({ text, operationKind: 'query' }, {}, {}).toPromise()
  assert.equal(data.calls.edges.length, PAGE)
  const event = await new Promise<any>((resolve, reject) => {
    const watched = network.execute({ text: LIVE, operationKind: 'subscription' }, {}, {}).subscribe({
      next: (result: unknown) => {
        resolve(result)
        queueMicrotask(() => watched.unsubscribe())
      },
      error: reject,
    })
  })
  assert.deepEqual(event.data.callUpdates.accounts[0].state, 'COMPLETE')
})

test('a wallboard that loses its connection follows the calls without a gap', async () => {
  const { follow } = await load('src/live.ts')
  const calls = new Map<string, { id: string; status: string }>()
  let lists = 0
  const list = async () => {
    lists += 1
    const { data } = await served.ask('{ calls { accounts { asOf } } }')
    return data.calls.accounts[0].asOf
  }
  const gone = new AbortController()
  const following = follow(calls, list, {}, gone.signal)
  const until = async (done: () => boolean) => {
    for (let tries = 0; !done() && tries < 400; tries += 1) await new Promise((go) => setTimeout(go, 50))
    assert.ok(done())
  }
  // The sandbox makes calls all the time; those of the last minute are sent at once.
  await until(() => calls.size > 0)
  calls.clear()
  served.hangUp()
  // The same minute is sent again on the new connection.
  await until(() => calls.size > 0)
  assert.equal(lists, 1)
  gone.abort()
  await following
})

test('reports become notices, and the time to ask again', async () => {
  const { toNotice, retryIn } = await load('src/reports.ts')
  const report = { account: 'ujet', state: 'FAILED', code: 'QUOTA_EXHAUSTED', retryAfterMs: 2500, asOf: null }
  assert.equal(toNotice(report), 'ujet: QUOTA_EXHAUSTED, again in 3 s')
  assert.equal(toNotice({ ...report, state: 'COMPLETE' }), null)
  assert.equal(retryIn([report, { ...report, retryAfterMs: 900 }]), 900)
  assert.equal(retryIn([{ ...report, state: 'CAPPED' }]), null)
})

test('the token and the name of the client are sent', async () => {
  const { headers, signIn } = await load('src/session.ts')
  assert.deepEqual(headers(), { 'graphql-client-name': 'wallboard' })
  signIn('some token')
  assert.equal(headers().authorization, 'Bearer some token')
})

test('the commands of the page print events', async () => {
  const commands = [...DOC.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, command = '']) => command)
  assert.equal(commands.length, 1)
  for (const command of commands) {
    const child = spawn('bash', ['-c', `exec ${command.replaceAll(DEMO, served.url)}`])
    let printed = ''
    for await (const part of child.stdout) {
      printed += part
      if (printed.includes('"callUpdates"')) break
    }
    child.kill()
    assert.match(printed, /^event: next\ndata: .*"updatedAt"/m)
  }
})

test('graphql-sse’s mode of one connection is refused by a sentence that names the other', async () => {
  const client = createClient({ url: served.url, singleConnection: true, retryAttempts: 0 })
  const error = await new Promise<any>((resolve) => {
    client.subscribe({ query: LIVE }, { next: resolve, error: resolve, complete: () => resolve(null) })
  })
  assert.equal(error.response.status, 405)
  const { errors } = await (await fetch(served.url, { method: 'PUT' })).json()
  assert.match(errors[0].message, /singleConnection: false/)
  client.dispose()
})

/** Two pages without a repeated row, newest first. */
function assertPages({ edges }: { edges: readonly { node: { id: string; startedAt: string } }[] }): void {
  assert.equal(new Set(edges.map(({ node }) => node.id)).size, 2 * PAGE)
  const starts = edges.map(({ node }) => node.startedAt)
  assert.deepEqual(starts, starts.toSorted().toReversed())
}

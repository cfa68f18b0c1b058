// A simulator behind a real HTTP server.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serve } from '../../src/demo/serve.ts'
import { open } from './ask.ts'

test('a simulator answers over loopback as it does without a network', async () => {
  const { simulator, ask } = open('UJET')
  const { url, close } = await serve(simulator)
  const path = `${simulator.basePath}/agents?per=2&online[]=true`
  const response = await fetch(url + path, { headers: { authorization: `Basic ${btoa('demo:sandbox')}` } })
  const direct = await ask(path)
  assert.equal(response.status, 200)
  assert.equal(response.headers.get('total'), direct.headers.get('total'))
  assert.match(response.headers.get('link') ?? '', new RegExp(`<${url}/manager/api/v1/agents`))
  assert.deepEqual(await response.json(), direct.body)
  assert.equal((await fetch(`${url}/nowhere`)).status, 401)
  await close()
  await assert.rejects(fetch(url))
})

test('methods, headers and bodies are passed through, and connections are kept', async () => {
  const { url, close } = await serve(async (request) => {
    const { method, headers } = request
    const body = `${method} ${new URL(request.url).search} ${headers.get('x-key')} ${await request.text()}`
    return new Response(body, { status: 201, headers: { 'x-answer': 'yes' } })
  })
  const response = await fetch(`${url}/path?a=%5B`, {
    method: 'POST',
    body: 'hello',
    headers: { 'x-key': 'k' },
  })
  assert.deepEqual(
    [response.status, response.headers.get('x-answer'), response.headers.get('connection')],
    [201, 'yes', 'keep-alive'],
  )
  assert.equal(await response.text(), 'POST ?a=%5B k hello')
  await close()
})

test('a simulator that throws is answered 500', async () => {
  const { url, close } = await serve(() => Promise.reject(new Error('broken')))
  assert.equal((await fetch(url)).status, 500)
  await close()
})

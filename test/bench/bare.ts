// What Switchboard is compared with: a node:http server that reads each request and serializes the same answer anew.
import type { AddressInfo } from 'node:net'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const answer: unknown = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    JSON.parse(Buffer.concat(chunks).toString())
    const body = JSON.stringify(answer)
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
      .end(body)
  })
})

server.listen(0, '127.0.0.1', () => {
  // A server that listens on a port has an address of this form.
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`)
})
process.once('SIGTERM', () => process.exit(0))

// mercurius, which compiles a document with graphql-jit at its first use.
import type { AddressInfo } from 'node:net'
import fastify from 'fastify'
import mercurius from 'mercurius'
import { listening, root, SDL } from './rows.ts'

const app = fastify()
await app.register(mercurius.default ?? mercurius, {
  schema: SDL,
  resolvers: { Query: { calls: (_: unknown, args: { first: number }) => root.calls(args) } },
  jit: 1,
})
await app.listen({ port: 0, host: '127.0.0.1' })
// A server that listens on a port has an address of this form.
listening((app.server.address() as AddressInfo).port)

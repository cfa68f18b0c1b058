// Apollo Server as it stands alone.
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import { listening, root, SDL } from './rows.ts'

const server = new ApolloServer({
  typeDefs: SDL,
  resolvers: { Query: { calls: (_: unknown, args: { first: number }) => root.calls(args) } },
})
const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } })
listening(Number(new URL(url).port))

// Yoga with a schema of Pothos; agents and menus come through DataLoader.
import type { AddressInfo } from 'node:net'
import type { Call } from './rows.ts'
import { createServer } from 'node:http'
import SchemaBuilder from '@pothos/core'
import DataLoader from 'dataloader'
import { createYoga } from 'graphql-yoga'
import { listening, rows } from './rows.ts'

interface Context {
  readonly agents: DataLoader<string, Call['agent']>
  readonly menus: DataLoader<string, Call['menu']>
}

const builder = new SchemaBuilder<{
  Context: Context
  Scalars: { DateTime: { Input: string; Output: string } }
}>({})
builder.scalarType('DateTime', { serialize: String, parseValue: String })

const agents = new Map(rows.map(({ agent }) => [agent?.id ?? '', agent]))
const menus = new Map(rows.map(({ menu }) => [menu?.id ?? '', menu]))

const Agent = builder.objectRef<NonNullable<Call['agent']>>('Agent').implement({
  fields: (t) => ({ id: t.exposeID('id'), name: t.exposeString('name'), email: t.exposeString('email') }),
})
const Menu = builder.objectRef<NonNullable<Call['menu']>>('Menu').implement({
  fields: (t) => ({ id: t.exposeID('id'), name: t.exposeString('name') }),
})
const CallRef = builder.objectRef<Call>('Call').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    agent: t.field({
      type: Agent,
      resolve: ({ agent }, _, context) => agent && context.agents.load(agent.id),
    }),
    menu: t.field({ type: Menu, resolve: ({ menu }, _, context) => menu && context.menus.load(menu.id) }),
  }),
})
const Calls = builder.objectRef<readonly Call[]>('CallConnection').implement({
  fields: (t) => ({ nodes: t.field({ type: [CallRef], resolve: (calls) => [...calls] }) }),
})
const TimeRange = builder.inputType('TimeRange', { fields: (t) => ({ from: t.field({ type: 'DateTime' }) }) })
const CallFilter = builder.inputType('CallFilter', {
  fields: (t) => ({ startedAt: t.field({ type: TimeRange }) }),
})
builder.queryType({
  fields: (t) => ({
    calls: t.field({
      type: Calls,
      args: { first: t.arg.int({ required: true, defaultValue: 20 }), filter: t.arg({ type: CallFilter }) },
      resolve: (_, { first }) => rows.slice(0, first),
    }),
  }),
})

const yoga = createYoga({
  schema: builder.toSchema(),
  logging: false,
  context: (): Context => ({
    agents: new DataLoader((ids) => Promise.resolve(ids.map((id) => agents.get(id) ?? null))),
    menus: new DataLoader((ids) => Promise.resolve(ids.map((id) => menus.get(id) ?? null))),
  }),
})
const server = createServer((request, response) => void yoga(request, response))
// A server that listens on a port has an address of this form.
server.listen(0, '127.0.0.1', () => listening((server.address() as AddressInfo).port))

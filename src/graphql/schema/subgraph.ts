// Apollo Federation v2 subgraph. Entities are node types by `id`, and `Account` by `name`.
import type { AccountView } from '../../gather/account.ts'
import type { Identity } from '../../domain/noun.ts'
import type { Context } from './builder.ts'
import { GraphQLError } from 'graphql'
import { kindOf } from '../../domain/errors.ts'
import { NODE_NOUNS } from '../../domain/noun.ts'
import { builder } from './builder.ts'
import { findNode } from './node.ts'
import { toIdParts } from '../../domain/id.ts'
import { nodeNounOf, toTypeName } from '../access/noun-type.ts'
import { Account } from '../nouns/account.ts'
import { NODES } from './refs.ts'
import { printSubgraph } from './sdl.ts'
import { wantedOfRow } from './selection.ts'

builder.scalarType('_Any', {
  description: 'The representation of an entity by a router: its `__typename` and its key, e.g. `id`.',
  serialize: (value) => value,
})

const Entity = builder.unionType('_Entity', {
  description: 'Anything that other subgraphs can refer to by its key.',
  types: [...NODES, Account],
  // Only rows of node types have a noun.
  resolveType: (row) => ('noun' in row ? toTypeName(row.noun) : 'Account'),
})

const Service = builder.objectRef<{ readonly sdl: string }>('_Service').implement({
  description: 'This subgraph, for routers.',
  fields: (t) => ({
    sdl: t.exposeString('sdl', {
      nullable: false,
      description: 'The schema with its federation directives.',
    }),
  }),
})

builder.queryFields((t) => ({
  _service: t.field({
    type: Service,
    nullable: false,
    description: 'The schema of this subgraph, for routers; sends no upstream request.',
    resolve: (_, __, ___, { schema }) => ({ sdl: printSubgraph(schema) }),
  }),
  _entities: t.field({
    type: [Entity],
    nullable: { list: false, items: true },
    description:
      'Entities by representation, for routers; those of one type and account share upstream requests.',
    // Routers may send any list.
    fetches: {
      by: 'IDS',
      noun: null,
      ids: ({ representations }) => (representations as readonly unknown[]).flatMap(idIn),
    },
    args: {
      representations: t.arg({
        type: ['_Any'],
        required: true,
        description: 'What is wanted: each with `__typename` and its key.',
      }),
    },
    resolve: (_, { representations }, context, info) => {
      const wanted = wantedOfRow(info)
      return representations.map((one) => findEntity(one, context, wanted))
    },
  }),
}))

/** `[id]`, or `[]` for a refused representation. */
function idIn(representation: unknown): readonly string[] {
  if (typeof representation !== 'object' || representation === null) return []
  const { id }: { id?: unknown } = representation
  return typeof id === 'string' ? [id] : []
}

/** A rejection fails this representation alone. */
async function findEntity(
  representation: unknown,
  context: Context,
  wanted: ReadonlySet<string>,
): Promise<Identity | AccountView | null> {
  if (typeof representation !== 'object' || representation === null) throw refuse('an object', representation)
  const given: { __typename?: unknown; id?: unknown; name?: unknown } = representation
  const { __typename: type, id, name } = given
  if (type === 'Account') {
    if (typeof name !== 'string') throw refuse('a "name" as a text', name)
    const accounts = context.gather.accounts({}, context.ask.viewer)
    return accounts.find((account) => account.name === name) ?? null
  }
  const noun = typeof type === 'string' ? nodeNounOf(type) : null
  if (noun === null) throw refuse(`a "__typename" among ${TYPES.join(', ')}`, type)
  if (typeof id !== 'string') throw refuse('an "id" as a text', id)
  toIdParts('representations.id', id, noun)
  return findNode(id, context, wanted)
}

const TYPES = [...NODE_NOUNS.map(toTypeName), 'Account']

function refuse(expected: string, came: unknown): GraphQLError {
  const message = `Representation: expected ${expected}, got ${kindOf(came)}.`
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })
}

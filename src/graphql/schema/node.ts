// `Node`: fields of all node types, look-ups by global id.
import type { ObjectRef } from '@pothos/core'
import type { Lists } from '../../domain/lists.ts'
import type { Identity, NodeNoun } from '../../domain/noun.ts'
import type { Context, Types } from './builder.ts'
import { toIdParts } from '../../domain/id.ts'
import { toTypeName } from '../access/noun-type.ts'
import { checkNoun } from '../access/guard.ts'
import { Account } from '../nouns/account.ts'
import { builder } from './builder.ts'
import { wantedOfRow } from './selection.ts'
import { Vendor } from './inputs.ts'

export const Node = builder.interfaceRef<Identity>('Node').implement({
  description: 'Anything that has a global id and can be asked for by it.',
  resolveType: (row) => toTypeName(row.noun),
  fields: (t) => ({
    id: t.exposeID('id', {
      nullable: false,
      description:
        'The global id, `<noun>:<account>:<vendor’s raw id>`, for example `call:ujet:1418`; it is split at the first two colons only.',
    }),
  }),
})

/** `vendor`, `account`, `accountName` and `vendorId`. */
export function identityFields<R extends Identity>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, R>,
  one: string,
) {
  return {
    vendor: t.field({
      type: Vendor,
      nullable: false,
      description: `The vendor the ${one} comes from.`,
      resolve: (row) => row.vendor,
    }),
    account: t.field({
      type: Account,
      nullable: false,
      description: `The account the ${one} comes from, with its state and quota.`,
      resolve: (row, _, { gather }) => gather.account(row.account),
    }),
    accountName: t.field({
      type: 'String',
      nullable: false,
      description: 'The name of that account alone, as the operator chose it.',
      resolve: (row) => row.account,
    }),
    vendorId: t.field({
      type: 'ID',
      nullable: false,
      description: 'The vendor’s own id as a text.',
      resolve: (row) => row.vendorId,
    }),
  }
}

/** A look-up field of `Query`, e.g. `call(id: "call:ujet:1418")`. */
export function byIdField<N extends NodeNoun>(
  t: PothosSchemaTypes.QueryFieldBuilder<Types, object>,
  noun: N,
  type: ObjectRef<Types, Lists[N]['row']>,
  description: string,
) {
  return t.field({
    type,
    description: `${description} An id of another form or noun is \`BAD_USER_INPUT\`.`,
    fetches: { by: 'IDS', noun, ids: ({ id }) => [String(id)] },
    args: {
      id: t.arg.id({
        required: true,
        description: `The global id, \`${noun.toLowerCase()}:<account>:<vendor’s raw id>\`.`,
      }),
    },
    // Pothos cannot see the row type through the generic noun.
    resolve: (_, { id }, { gather, ask }, info) => {
      toIdParts('id', id, noun)
      const found = gather.find(noun, id, ask, wantedOfRow(info)).then((row) => {
        if (row === null) gather.checkLookUp(noun, id, ask.viewer)
        return row
      })
      return found as never
    },
  })
}

/** `Menu.children` or `Team.children`. `tree`: the root field with all rows. */
export function childrenField<N extends 'MENU' | 'TEAM'>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Lists[N]['row']>,
  noun: N,
  type: ObjectRef<Types, Lists[N]['row']>,
  tree: string,
) {
  const one = noun.toLowerCase()
  return t.field({
    type: [type],
    fetches: { by: 'CHILDREN', noun },
    description: `The ${one}s directly below, by place. Parents share requests, many in each; for every ${one} at once, \`${tree}\` is one request for each account.`,
    args: {
      withDeleted: t.arg.boolean({
        required: true,
        defaultValue: false,
        description: `Whether deleted ${one}s are listed too.`,
      }),
    },
    // Pothos cannot see the row type through the generic noun.
    resolve: (row, { withDeleted }, { gather, ask }) =>
      gather.children(row as Identity<N>, withDeleted, ask) as never,
  })
}

export async function findNode(
  id: string,
  { gather, ask }: Context,
  wanted: ReadonlySet<string>,
  place = 'id',
): Promise<Identity | null> {
  const { noun } = toIdParts(place, id, null)
  checkNoun(noun, ask.viewer)
  const row = await gather.find(noun, id, ask, wanted)
  if (row === null) gather.checkLookUp(noun, id, ask.viewer)
  return row
}

builder.queryFields((t) => ({
  node: t.field({
    type: Node,
    description:
      'Anything with a global id, null when it does not exist. A text that is no global id is `BAD_USER_INPUT`.',
    fetches: { by: 'IDS', noun: null, ids: ({ id }) => [String(id)] },
    args: {
      id: t.arg.id({ required: true, description: 'The global id, `<noun>:<account>:<vendor’s raw id>`.' }),
    },
    resolve: (_, { id }, context, info) => findNode(id, context, wantedOfRow(info)),
  }),
  nodes: t.field({
    type: [Node],
    nullable: { list: false, items: true },
    description:
      'Several things with global ids, in the order of the ids, null for each that names nothing, with an error of its own where it is no global id; ids of one noun and account share upstream requests.',
    // The argument is a list of ids.
    fetches: { by: 'IDS', noun: null, ids: ({ ids }) => ids as readonly string[] },
    args: {
      ids: t.arg.idList({
        required: true,
        description:
          'The global ids, as many as the server takes at a time: 1000 unless its operator says otherwise.',
      }),
    },
    resolve: (_, { ids }, context, info) => {
      const wanted = wantedOfRow(info)
      return ids.map((id, index) => findNode(id, context, wanted, `ids.${index}`))
    },
  }),
}))

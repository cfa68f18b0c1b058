// Anything by its global id.
import type { Identity } from '../../domain/noun.ts'
import type { Context } from './context.ts'
import { toIdParts } from '../../domain/id.ts'
import { builder } from './builder.ts'
import { Node } from './node.ts'
import { checkNoun } from '../access/permission.ts'
import { wantedOfRow } from './selection.ts'

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
    asks: { by: 'IDS', noun: null, ids: ({ id }) => [String(id)] },
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
    asks: { by: 'IDS', noun: null, ids: ({ ids }) => ids as readonly string[] },
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

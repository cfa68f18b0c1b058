// The viewer and their scopes.
import type { Viewer as Row } from '../../domain/viewer.ts'
import { NOUNS } from '../../domain/noun.ts'
import { grantsOf, PII_SCOPE, SCOPE_OF } from '../../domain/viewer.ts'
import { Account, Noun } from './account.ts'
import { builder } from '../schema/builder.ts'

const Viewer = builder.objectRef<Row>('Viewer').implement({
  description: 'Who is asking and what they may see.',
  fields: (t) => ({
    subject: t.exposeString('name', {
      description: 'The subject of the sign-in, null without one; it is the viewer’s own and never masked.',
    }),
    anonymous: t.boolean({
      nullable: false,
      description: 'Whether nobody has signed in, so that only what everybody may see is shown.',
      resolve: ({ name }) => name === null,
    }),
    scopes: t.stringList({
      nullable: false,
      description: 'The scopes and the grants of accounts that the viewer holds, sorted by name.',
      resolve: grantsOf,
    }),
    nouns: t.field({
      type: [Noun],
      nullable: false,
      description: 'What the viewer may ask for.',
      resolve: ({ scopes }) => NOUNS.filter((noun) => scopes.has(SCOPE_OF[noun])),
    }),
    accounts: t.field({
      type: [Account],
      nullable: false,
      description:
        'The accounts that exist for the viewer: those that were granted, all of them where none was granted by name.',
      resolve: (viewer, _, { gather }) => gather.accounts({}, viewer),
    }),
    readsPii: t.boolean({
      nullable: false,
      description: 'Whether personal data is shown as it is, and may be filtered and ordered by.',
      resolve: ({ scopes }) => scopes.has(PII_SCOPE),
    }),
  }),
})

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    nullable: false,
    momentary: true,
    description: 'Who is asking and what they may see; sends no upstream request.',
    resolve: (_, __, { ask }) => ask.viewer,
  }),
)

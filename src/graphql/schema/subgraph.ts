// Apollo Federation v2 subgraph: node types are entities with the key `id`.
import type {
  ConstDirectiveNode,
  DefinitionNode,
  DocumentNode,
  EnumValueDefinitionNode,
  GraphQLEnumValue,
  GraphQLField,
  GraphQLInputField,
  GraphQLSchema,
  InputValueDefinitionNode,
  ObjectTypeDefinitionNode,
} from 'graphql'
import type { Context } from './builder.ts'
import {
  getNamedType,
  GraphQLError,
  isEnumType,
  isInputObjectType,
  isObjectType,
  Kind,
  parse,
  print,
  printSchema,
  visit,
} from 'graphql'
import { kindOf } from '../../domain/errors.ts'
import { NODE_NOUNS } from '../../domain/noun.ts'
import { builder } from './builder.ts'
import { directive, fieldCosts, typeCosts } from './cost.ts'
import { findNode } from './node.ts'
import { toIdParts } from '../../domain/id.ts'
import { scopeOfType, toTypeName } from '../access/noun-type.ts'
import { NODES } from './refs.ts'
import { wantedOfRow } from './selection.ts'

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@tag", "@authenticated", "@requiresScopes", "@cost", "@listSize"])`

/** Parts for routers, absent from the composed SDL. */
const ROUTER_ONLY = new Set(['_Any', '_Entity', '_Service', '_service', '_entities'])

const ENTITIES = new Map(NODE_NOUNS.map((noun) => [toTypeName(noun), noun]))

builder.scalarType('_Any', {
  description: 'The representation of an entity by a router: its `__typename` and its `id`.',
  serialize: (value) => value,
})

const Entity = builder.unionType('_Entity', {
  description: 'Anything that other subgraphs can refer to by its `id`.',
  types: NODES,
  resolveType: (row) => toTypeName(row.noun),
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
        description: 'What is wanted: each with `__typename` and `id`.',
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
async function findEntity(representation: unknown, context: Context, wanted: ReadonlySet<string>) {
  if (typeof representation !== 'object' || representation === null) throw refuse('an object', representation)
  const { __typename: type, id }: { __typename?: unknown; id?: unknown } = representation
  const noun = typeof type === 'string' ? ENTITIES.get(type) : undefined
  if (noun === undefined) throw refuse(`a "__typename" among ${[...ENTITIES.keys()].join(', ')}`, type)
  if (typeof id !== 'string') throw refuse('an "id" as a text', id)
  toIdParts('representations.id', id, noun)
  return findNode(id, context, wanted)
}

function refuse(expected: string, came: unknown): GraphQLError {
  const message = `Representation: expected ${expected}, got ${kindOf(came)}.`
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })
}

const TAG = directive('tag', { name: 'pii' })

const printed = new WeakMap<GraphQLSchema, string>()

/** The clients' SDL with `@key`, `@shareable`, `@tag` and `@cost`. */
export function printSubgraph(schema: GraphQLSchema): string {
  const known = printed.get(schema)
  if (known !== undefined) return known
  const sdl = `${LINK}\n\n${print(withDirectives(schema, parse(printSchema(schema))))}\n`
  printed.set(schema, sdl)
  return sdl
}

/** The SDL for clients. */
export function printApi(schema: GraphQLSchema): string {
  return `${print(withoutRouterParts(parse(printSchema(schema))))}\n`
}

function withoutRouterParts(document: DocumentNode): DocumentNode {
  const definitions = document.definitions.toSorted(
    (a, b) => rankOf(a) - rankOf(b) || nameOf(a).localeCompare(nameOf(b)),
  )
  return visit(
    { ...document, definitions },
    {
      ScalarTypeDefinition: dropForRouters,
      UnionTypeDefinition: dropForRouters,
      ObjectTypeDefinition: dropForRouters,
      FieldDefinition: dropForRouters,
    },
  )
}

const ROOTS = ['Query', 'Subscription']

/** The schema itself, the root types, then all other types by name. */
function rankOf(node: DefinitionNode): number {
  const root = ROOTS.indexOf(nameOf(node))
  return node.kind === Kind.SCHEMA_DEFINITION ? 0 : root < 0 ? ROOTS.length + 1 : root + 1
}

function nameOf(node: DefinitionNode): string {
  return 'name' in node ? (node.name?.value ?? '') : ''
}

function dropForRouters({ name }: { readonly name: { readonly value: string } }): null | undefined {
  return ROUTER_ONLY.has(name.value) ? null : undefined
}

function withDirectives(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  return visit(withoutRouterParts(document), {
    // The link extends it, and the root types have their usual names.
    SchemaDefinition: () => null,
    ObjectTypeDefinition: (node) =>
      withFieldDirectives(schema, { ...node, directives: typeDirectives(schema, node.name.value) }),
    InputObjectTypeDefinition: (node) => {
      const type = schema.getType(node.name.value)
      const marked = isInputObjectType(type) ? type.getFields() : {}
      return { ...node, fields: node.fields?.map((one) => withTag(one, marked[one.name.value])) ?? [] }
    },
    EnumTypeDefinition: (node) => {
      const type = schema.getType(node.name.value)
      const marked = isEnumType(type) ? type : null
      return {
        ...node,
        values: node.values?.map((one) => withTag(one, marked?.getValue(one.name.value))) ?? [],
      }
    },
  })
}

function typeDirectives(schema: GraphQLSchema, type: string): ConstDirectiveNode[] {
  const scope = scopeOfType(type)
  return [
    ...(ENTITIES.has(type) ? [directive('key', { fields: 'id' })] : []),
    ...(schema.getType(type)?.extensions.shareable === true ? [directive('shareable')] : []),
    ...(scope === null ? [] : [directive('requiresScopes', { scopes: [[scope]] })]),
    ...typeCosts(type),
  ]
}

function withFieldDirectives(
  schema: GraphQLSchema,
  node: ObjectTypeDefinitionNode,
): ObjectTypeDefinitionNode {
  const type = schema.getType(node.name.value)
  const fields = isObjectType(type) ? type.getFields() : {}
  return {
    ...node,
    fields: (node.fields ?? []).map((one) => {
      const field = fields[one.name.value]
      return field === undefined
        ? one
        : { ...one, directives: fieldDirectives(schema, node.name.value, field) }
    }),
  }
}

/** Root fields without a scope are `@authenticated`. */
function fieldDirectives(
  schema: GraphQLSchema,
  type: string,
  field: GraphQLField<unknown, unknown>,
): ConstDirectiveNode[] {
  const { type: given, extensions } = field
  const isRoot = schema.getQueryType()?.name === type
  return [
    ...(extensions.pii === undefined ? [] : [TAG]),
    ...(isRoot && scopeOfType(getNamedType(given).name) === null ? [directive('authenticated')] : []),
    ...fieldCosts(field, isRoot),
  ]
}

function withTag<Node extends InputValueDefinitionNode | EnumValueDefinitionNode>(
  node: Node,
  marked: GraphQLInputField | GraphQLEnumValue | null | undefined,
): Node {
  return marked?.extensions.pii === undefined ? node : { ...node, directives: [TAG] }
}

// The SDL for clients, and the one for routers with its federation directives.
import type {
  ConstDirectiveNode,
  DefinitionNode,
  DocumentNode,
  GraphQLArgument,
  GraphQLInputType,
  GraphQLNamedType,
  GraphQLOutputType,
  GraphQLSchema,
} from 'graphql'
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
  Kind,
  parse,
  print,
  printSchema,
  visit,
} from 'graphql'
import { NODE_NOUNS } from '../../domain/noun.ts'
import { nodeNounOf, scopeOfType, toTypeName } from '../access/noun-type.ts'
import { directive, fieldCosts, typeCosts } from './cost.ts'

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@tag", "@authenticated", "@requiresScopes", "@cost", "@listSize"])`

/** Parts for routers, absent from the composed SDL. */
const ROUTER_ONLY = new Set(['_Any', '_Entity', '_Service', '_service', '_entities'])

interface Key {
  readonly fields: string
  readonly resolvable?: false
}

/** The arguments of `@key`. No vendor looks a contact up, so others may extend it but not lead to it. */
const KEYS: ReadonlyMap<string, Key> = new Map<string, Key>([
  ...NODE_NOUNS.map((noun) => [toTypeName(noun), { fields: 'id' }] as const),
  ['Account', { fields: 'name' }],
  ['Contact', { fields: 'id', resolvable: false }],
])

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
  const personal = personalParts(schema)
  const tag = (part: string) => (personal.has(part) ? [directive('tag', { name: 'pii' })] : [])
  const tagged = <Node extends Directed>(node: Node, owner = ''): Node =>
    add(node, tag(owner + node.name.value))
  return visit(withoutRouterParts(document), {
    // The link extends it, and the root types have their usual names.
    SchemaDefinition: () => null,
    ObjectTypeDefinition: ({ fields, ...node }) => {
      const type = node.name.value
      return {
        ...tagged(add(node, typeDirectives(schema, type))),
        fields: fields?.map(({ arguments: args, ...field }) => ({
          ...add(tagged(field, `${type}.`), fieldDirectives(schema, type, field.name.value)),
          arguments: args?.map((one) => tagged(one, `${type}.${field.name.value}.`)),
        })),
      }
    },
    UnionTypeDefinition: (node) => tagged(node),
    InputObjectTypeDefinition: ({ fields, ...node }) => ({
      ...tagged(node),
      fields: fields?.map((one) => tagged(one, `${node.name.value}.`)),
    }),
    EnumTypeDefinition: ({ values, ...node }) => ({
      ...tagged(node),
      values: values?.map((one) => tagged(one, `${node.name.value}.`)),
    }),
  })
}

interface Directed {
  readonly name: { readonly value: string }
  readonly directives?: readonly ConstDirectiveNode[] | undefined
}

function add<Node extends Directed>(node: Node, directives: readonly ConstDirectiveNode[]): Node {
  return { ...node, directives: [...(node.directives ?? []), ...directives] }
}

/**
 * The parts that a contract without personal data excludes: marked ones, types without another part, and parts that
 * need such a type. E.g. `Contact.name` and the rest of its fields → `Contact` → `Call.contact`.
 */
function personalParts(schema: GraphQLSchema): ReadonlySet<string> {
  const types = Object.values(schema.getTypeMap())
  const parts = new Set<string>()
  for (let known = -1; known < parts.size;) {
    known = parts.size
    for (const type of types) for (const part of personalPartsOf(type, parts)) parts.add(part)
  }
  return parts
}

interface Part {
  readonly name: string
  readonly extensions: Readonly<Record<string, unknown>>
  /** Enum values have none. */
  readonly type?: GraphQLInputType | GraphQLOutputType
  /** Fields of objects have some. */
  readonly args?: readonly GraphQLArgument[]
}

/** `Call.contact`, `Query.calls.filter`, `Contact`: those of one type, given those of all. */
function personalPartsOf(type: GraphQLNamedType, known: ReadonlySet<string>): readonly string[] {
  const { name } = type
  if (isUnionType(type)) return type.getTypes().every((one) => known.has(one.name)) ? [name] : []
  const needs = (part: Part) => part.type !== undefined && known.has(getNamedType(part.type).name)
  const isPersonal = (part: Part) =>
    part.extensions['pii'] !== undefined ||
    needs(part) ||
    (part.args ?? []).some((one) => needs(one) && isRequiredArgument(one))
  const parts = partsOf(type)
  const personal = parts.filter(isPersonal)
  const isWhole =
    (parts.length > 0 && personal.length === parts.length) ||
    (isInputObjectType(type) &&
      Object.values(type.getFields()).some((one) => isPersonal(one) && isRequiredInputField(one)))
  return [
    ...(isWhole ? [name] : []),
    ...personal.map((part) => `${name}.${part.name}`),
    ...parts.flatMap((part) =>
      (part.args ?? []).filter(needs).map((one) => `${name}.${part.name}.${one.name}`),
    ),
  ]
}

function partsOf(type: GraphQLNamedType): readonly Part[] {
  if (isEnumType(type)) return type.getValues()
  return isObjectType(type) || isInputObjectType(type) ? Object.values(type.getFields()) : []
}

/** Scopes of types. A node type's are at the fields that return it: `Node` would need those of all. */
function typeDirectives(schema: GraphQLSchema, type: string): ConstDirectiveNode[] {
  const key = KEYS.get(type)
  return [
    ...(key === undefined ? [] : [directive('key', { ...key })]),
    ...(schema.getType(type)?.extensions.shareable === true ? [directive('shareable')] : []),
    ...(nodeNounOf(type) === null ? scopeDirectives(type) : []),
    ...typeCosts(type),
  ]
}

function scopeDirectives(type: string): ConstDirectiveNode[] {
  const scope = scopeOfType(type)
  return scope === null ? [] : [directive('requiresScopes', { scopes: [[scope]] })]
}

/** Root fields without a scope are `@authenticated`. */
function fieldDirectives(schema: GraphQLSchema, type: string, name: string): ConstDirectiveNode[] {
  const parent = schema.getType(type)
  const field = isObjectType(parent) ? parent.getFields()[name] : undefined
  if (field === undefined) return []
  const returned = getNamedType(field.type).name
  const isRoot = schema.getQueryType() === parent
  return [
    ...(nodeNounOf(returned) === null || scopeOfType(returned) === scopeOfType(type)
      ? []
      : scopeDirectives(returned)),
    ...(isRoot && scopeOfType(returned) === null ? [directive('authenticated')] : []),
    ...fieldCosts(field, isRoot),
  ]
}

// Where each noun is listed in the graph, for tests and prints that compare the graph with the domain.
import type { GraphQLField, GraphQLInputType, GraphQLSchema } from 'graphql'
import type { Noun } from '../../src/domain/noun.ts'
import assert from 'node:assert/strict'
import { getNamedType, getNullableType, isInputObjectType, isListType, isObjectType } from 'graphql'

/** Total over the nouns that are listed. */
export const LIST_FIELDS: Readonly<Record<Noun, `${string}.${string}`>> = {
  CALL: 'Query.calls',
  AGENT: 'Query.agents',
  CHAT: 'Query.chats',
  EMAIL: 'Query.emails',
  MENU: 'Query.menus',
  TEAM: 'Query.teams',
  CAMPAIGN: 'Query.campaigns',
  AGENT_STATUS: 'Query.agentStatuses',
  AGENT_ACTIVITY: 'Query.agentActivities',
  CAMPAIGN_CONTACT: 'Campaign.contacts',
  CURRENT_AGENT_STATUS: 'Query.currentAgentStatuses',
  MENU_TREE: 'Query.menuTree',
  TEAM_TREE: 'Query.teamTree',
  CURRENT_MENU_STATUS: 'Query.currentMenuStatuses',
  SERVICE_LEVEL: 'Query.serviceLevels',
  OPERATION_HOURS: 'Query.operationHours',
}

/** Arguments by which a list is asked, and not what of it is wanted. */
const ASKING = new Set(['filter', 'orderBy', 'first', 'after', 'requireComplete'])

export function listFieldOf(schema: GraphQLSchema, noun: Noun): GraphQLField<unknown, unknown> {
  const [typeName = '', fieldName = ''] = LIST_FIELDS[noun].split('.')
  const type = schema.getType(typeName)
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined
  assert.ok(field, `the graph has no field ${LIST_FIELDS[noun]}`)
  return field
}

/** What clients can narrow the list by: the fields of its filter, and arguments of its own. */
export function filterTypesOf(schema: GraphQLSchema, noun: Noun): ReadonlyMap<string, GraphQLInputType> {
  const { args } = listFieldOf(schema, noun)
  const filter = args.find(({ name }) => name === 'filter')?.type
  return new Map([
    ...fieldTypesOf(filter),
    ...args.filter(({ name }) => !ASKING.has(name)).map(({ name, type }) => [name, type] as const),
  ])
}

export function fieldTypesOf(type: GraphQLInputType | undefined): ReadonlyMap<string, GraphQLInputType> {
  return new Map(
    isInputObjectType(type) ? Object.values(type.getFields()).map((field) => [field.name, field.type]) : [],
  )
}

const TEXTS: ReadonlySet<string> = new Set(['String', 'ID', 'PhoneNumber'])

/** Every text inside an input, as an object that holds nothing but the value there. */
export function* textsIn(type: GraphQLInputType, value: string, levels = 3): Generator<object> {
  const input = getNamedType(type)
  if (!isInputObjectType(input) || levels === 0) return
  for (const { name, type: of } of Object.values(input.getFields())) {
    const isList = isListType(getNullableType(of))
    if (TEXTS.has(getNamedType(of).name)) yield { [name]: isList ? [value] : value }
    else for (const inner of textsIn(of, value, levels - 1)) yield { [name]: isList ? [inner] : inner }
  }
}

// What must not compile: each line below says why, and `npm run check` fails if it ever does compile.
import type { FilterTable } from '../../src/vendors/filters.ts'
import type { Predicates } from '../../src/domain/filter.ts'
import type { Agent } from '../../src/domain/agent.ts'
import type { Types } from '../../src/graphql/schema/builder.ts'
import { rowFields } from '../../src/graphql/schema/row-type.ts'
import { defineFilters, flag } from '../../src/domain/filter.ts'
import { enumOf } from '../../src/graphql/schema/enum.ts'
import { defineResource } from '../../src/vendors/define.ts'
import { exact, local } from '../../src/vendors/filters.ts'

interface TwoFilters {
  online?: boolean | undefined
  locations?: readonly string[] | undefined
}

/** A total table compiles. */
export const total: FilterTable<TwoFilters> = {
  online: local,
  locations: exact((wanted) => ({ 'l[]': wanted })),
}

// @ts-expect-error -- a forgotten filter
export const forgotten: FilterTable<TwoFilters> = { online: local }

export const misspelt: FilterTable<TwoFilters> = {
  online: local,
  locations: local,
  // @ts-expect-error -- a filter that does not exist
  location: local,
}

export const mistyped: FilterTable<TwoFilters> = {
  // @ts-expect-error -- the value of `online` is no list
  online: exact((wanted: readonly string[]) => ({ online: wanted })),
  locations: local,
}

// @ts-expect-error -- a field that rows do not have
export const fieldless = defineFilters<Agent>()({ online: flag('onlin', 'Signed in.') })

const plain = { path: 'statuses', paging: null, toRow: () => null } as const

/** Filters of a field need no line. */
export const deduced = defineResource('AGENT_STATUS', { ...plain, filters: {} })

// @ts-expect-error -- a resource's filter that does not exist
export const misnamed = defineResource('AGENT_STATUS', { ...plain, filters: { id: local } })

// @ts-expect-error -- `withDeleted` reads no single field, so each vendor answers for it
export const undeclared = defineResource('TEAM', { ...plain, filters: {} })

// @ts-expect-error -- a filter without a meaning
export const meaningless: Predicates<TwoFilters, Agent> = {
  online: (agent, wanted) => agent.online === wanted,
}

// @ts-expect-error -- an enum value without a description
export const undescribed = enumOf<'ONE' | 'TWO'>('Undescribed', 'Two.', { ONE: 'One.' })

declare const agents: PothosSchemaTypes.ObjectFieldBuilder<Types, Agent>

/** Fields of a row with their types compile. */
export const shown = rowFields(agents, {
  name: ['String', 'The name.', { pii: 'NAME' }],
  roles: [['String'], 'The roles.'],
})

// @ts-expect-error -- a field that the row lacks
export const lacking = rowFields(agents, { nickname: ['String', 'The nickname.'] })

// @ts-expect-error -- a text that is declared as a number
export const wronglyTyped = rowFields(agents, { name: ['Int', 'The name.'] })

// @ts-expect-error -- a list that is declared as one value
export const single = rowFields(agents, { roles: ['String', 'The roles.'] })

// @ts-expect-error -- a field without a description
export const untold = rowFields(agents, { name: ['String'] })

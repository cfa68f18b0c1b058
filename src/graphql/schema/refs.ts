// Types by name, for files that are loaded before the types' own, e.g. those of vendors.
// `CallDetails` is a union. A vendor's folder declares its member.
import type { CallSummary as CallSummaryRow } from '../../domain/analysis.ts'
import type { Lists } from '../../domain/lists.ts'
import type { Details, NodeNoun } from '../../domain/noun.ts'
import type { MenuPath as MenuPathRow } from '../../domain/session.ts'
import type { ObjectRef } from '@pothos/core'
import type { Vendor } from '../../domain/vendor.ts'
import type { Types } from './builder.ts'
import type { RowFields, RowType } from './row-type.ts'
import { builder } from './builder.ts'
import { rowType } from './row-type.ts'
import { toTypeName } from '../access/noun-type.ts'
import { VENDORS } from '../../domain/vendor.ts'

function refOf<N extends NodeNoun>(noun: N) {
  return builder.objectRef<Lists[N]['row']>(toTypeName(noun))
}

export const Call = refOf('CALL')
export const Agent = refOf('AGENT')
export const Chat = refOf('CHAT')
export const Email = refOf('EMAIL')
export const Menu = refOf('MENU')
export const Team = refOf('TEAM')
export const Campaign = refOf('CAMPAIGN')
export const AgentStatus = refOf('AGENT_STATUS')
export const AgentActivity = refOf('AGENT_ACTIVITY')

export const NODES = [Call, Agent, Chat, Email, Menu, Team, Campaign, AgentStatus, AgentActivity]

export const CallSummary = builder.objectRef<CallSummaryRow>('CallSummary')
export const MenuPath = builder.objectRef<MenuPathRow>('MenuPath')

/** Nouns to which vendors add fields and filters. */
type ExtendedNoun = 'CALL' | 'AGENT' | 'CHAT' | 'CAMPAIGN'

const MEMBERS = new Map<string, ObjectRef<Types, Details>>()

const memberOf = (vendor: Vendor, noun: ExtendedNoun) => `${toTypeName(vendor)}${toTypeName(noun)}Details`

/** Declares a member, e.g. `TwinCallDetails`. */
export function defineDetails<D extends Details>() {
  return <Fields extends RowFields>(
    vendor: D['vendor'],
    noun: ExtendedNoun,
    type: RowType<D, Fields>,
  ): void => {
    const name = memberOf(vendor, noun)
    MEMBERS.set(name, rowType<D>()(name, type))
  }
}

/** The union of a noun's members, in the order of the vendors. */
export function unionOfDetails(noun: ExtendedNoun) {
  return builder.unionType(`${toTypeName(noun)}Details`, {
    description: `Fields that only one vendor documents for its ${noun.toLowerCase()}s. Each vendor has its own member.`,
    types: () => VENDORS.flatMap((vendor) => MEMBERS.get(memberOf(vendor, noun)) ?? []),
    resolveType: ({ vendor }) => memberOf(vendor, noun),
  })
}

// A team as agents carry it: without members.
import type { Team } from '../../domain/team.ts'
import type { AccountIdentity } from '../define.ts'
import type { Tell } from '../wire.ts'
import { identify } from '../../domain/id.ts'
import { stub, toFlag, toInteger, toObject, toWord } from '../wire.ts'
import { toRef } from './api.ts'

export const TEAM_STUB = ['name', 'position', 'deleted', 'agentCount', 'parent']

export function toTeamStub(value: unknown, account: AccountIdentity, tell: Tell = stub) {
  const row = toObject(value)
  const vendorId = toWord(row?.id)
  if (row === null || vendorId === null) return null
  return {
    ...identify('TEAM', account, vendorId),
    name: tell(row, 'name', toWord),
    position: tell(row, 'position', toInteger),
    deleted: tell(row, 'deleted', toFlag),
    agentCount: tell(row, 'agents_count', toInteger),
    parent: tell(row, 'parent_id', (id) => toRef('TEAM', account, id)),
  } satisfies Team
}

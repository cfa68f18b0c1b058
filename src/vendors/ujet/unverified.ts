// Claims that no document of UJET states, or that its documents contradict.
import type { Unverified, UnverifiedOf } from '../unverified.ts'
import { toObject, toWord } from '../wire.ts'
import { valueOf } from '../unverified.ts'

const PROSE = "the document's prose, sibling APIs"

const partOfName: Unverified = {
  claim: '`name[]` matches a part of the name',
  ask: (rows) => {
    const part = valueOf(rows, 'name')?.slice(0, 3)
    return part === undefined || part.length < 3 ? null : { params: { 'name[]': [part] } }
  },
  holds: ({ status, rows }) => status < 400 && rows.length > 0,
}

const keys: Unverified = { claim: 'rows have the keys that are read', source: PROSE, byFields: true }

export const unverified: UnverifiedOf = {
  CALL: [
    {
      claim: '`end_user.identifier` is the number of a caller',
      holds: (_, __, rows) => {
        const told = rows.flatMap((row) => toWord(toObject(row.end_user)?.identifier) ?? [])
        return told.length === 0 ? undefined : told.some((one) => /^\+?[\d\s().-]{7,}$/.test(one))
      },
    },
    { claim: '`outbound_number` is the number of the company' },
    { claim: 'labels of `call_type` and the class names of its filter pair as in call-words.ts' },
    { claim: '`AGENT_SCHEDULED` and `ACTION_ONLY` have no label in answers' },
    { claim: '`0` in `deflection` is the number of `no_deflection`' },
    { claim: 'ids of virtual agents may equal those of agents' },
    { claim: '`recording_permission` has the words that are read' },
  ],
  CURRENT_AGENT_STATUS: [keys],
  CURRENT_MENU_STATUS: [keys, { claim: 'there is one row for each channel and language', source: PROSE }],
  SERVICE_LEVEL: [
    keys,
    {
      claim: '`menus/sla_by_queue_group` is the path of groups',
      ask: () => ({ path: 'menus/sla_by_queue_group', params: { channel: 'call', minutes: '30' } }),
      holds: ({ status }) => status < 400,
    },
  ],
  OPERATION_HOURS: [keys],
  MENU: [partOfName],
  MENU_TREE: [keys],
  TEAM: [partOfName],
  TEAM_TREE: [keys],
  CAMPAIGN_CONTACT: [{ ...keys, source: 'a sibling API' }],
  AGENT_ACTIVITY: [
    { claim: '`deltacast_call_projected` and `deltacast_call_bounced` mean what their names say' },
  ],
}

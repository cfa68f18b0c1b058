/** The statuses an agent may be in: the built-in ones, then those of this company. */
import type { Row } from '../shelf.ts'

/** Ids of the statuses that the simulator itself puts agents into. */
export const status = {
  available: 0,
  unavailable: -1,
  onBreak: -2,
  specialTask: -3,
  meal: -4,
  missedCall: -5,
  wrapUp: -6,
  inCall: -7,
  inChat: -8,
  offline: -10,
  ownMeal: 21,
  training: 22,
  coaching: 23,
  backOffice: 24,
  outreach: 25,
} as const

/** Two are called Meal, as at real tenants, and one has a colour that no list names. */
const names: readonly (readonly [id: number, name: string, color: string])[] = [
  [status.available, 'Available', 'green'],
  [status.unavailable, 'Unavailable', 'red'],
  [status.onBreak, 'Break', 'yellow'],
  [status.specialTask, 'Special Task', 'pink'],
  [status.meal, 'Meal', 'brown'],
  [status.missedCall, 'Missed Call', 'red'],
  [status.wrapUp, 'Wrap-up', 'blue_grey'],
  [status.inCall, 'In-call', 'purple'],
  [status.inChat, 'In-chat', 'light_blue'],
  [status.offline, 'Offline', 'grey'],
  [status.ownMeal, 'Meal', 'brown'],
  [status.training, 'Training', 'indigo'],
  [status.coaching, 'Coaching', 'indigo'],
  [status.backOffice, 'Back Office', 'pink'],
  [status.outreach, 'Outreach', 'magenta'],
]

/** By id, as the statuses endpoint, agents and activity logs write them. */
export const statusRows: ReadonlyMap<number, Row> = new Map(
  names.map(([id, name, color]) => {
    const own = id > 0
    const setting = Object.freeze({
      restricted: own,
      all_roles_restricted: id === status.outreach,
      breakthrough_enabled: id === status.unavailable || id === status.backOffice,
    })
    const custom = Object.freeze(own ? [1, id % 5] : [])
    return [
      id,
      Object.freeze({ id, wfm_id: own ? 700 + id : null, name, color, setting, custom_roles: custom }),
    ]
  }),
)

// The statuses an agent may be in: the built-in ones, then those of this company.
import type { Row } from '../shelf.ts'

/** Ids of the statuses that the simulator itself puts agents into. */
export const STATUS = {
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
const NAMES: readonly (readonly [id: number, name: string, color: string])[] = [
  [STATUS.available, 'Available', 'green'],
  [STATUS.unavailable, 'Unavailable', 'red'],
  [STATUS.onBreak, 'Break', 'yellow'],
  [STATUS.specialTask, 'Special Task', 'pink'],
  [STATUS.meal, 'Meal', 'brown'],
  [STATUS.missedCall, 'Missed Call', 'red'],
  [STATUS.wrapUp, 'Wrap-up', 'blue_grey'],
  [STATUS.inCall, 'In-call', 'purple'],
  [STATUS.inChat, 'In-chat', 'light_blue'],
  [STATUS.offline, 'Offline', 'grey'],
  [STATUS.ownMeal, 'Meal', 'brown'],
  [STATUS.training, 'Training', 'indigo'],
  [STATUS.coaching, 'Coaching', 'indigo'],
  [STATUS.backOffice, 'Back Office', 'pink'],
  [STATUS.outreach, 'Outreach', 'magenta'],
]

/** By id, as the statuses endpoint, agents and activity logs write them. */
export const STATUS_ROWS: ReadonlyMap<number, Row> = new Map(
  NAMES.map(([id, name, color]) => {
    const own = id > 0
    const setting = Object.freeze({
      restricted: own,
      all_roles_restricted: id === STATUS.outreach,
      breakthrough_enabled: id === STATUS.unavailable || id === STATUS.backOffice,
    })
    const custom = Object.freeze(own ? [1, id % 5] : [])
    return [
      id,
      Object.freeze({ id, wfm_id: own ? 700 + id : null, name, color, setting, custom_roles: custom }),
    ]
  }),
)

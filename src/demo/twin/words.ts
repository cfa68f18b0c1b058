// The word lists of TWIN's call session list, the bots' sentences, and the values of rows.

const list = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '')

/** Values of `fields`. */
export const CALL_FIELDS =
  list(`id phone duration taskId taskName botId botName regionId timezone status shortNumber
  transferredToOperator linkToLog createdAt updatedAt startedAt price messages messagesAsString additional externalId
  dialogResults responder nps isFinished recordPath operatorDuration botDuration markers`)

export const SORT_FIELDS = list('createdAt updatedAt startedAt duration')
export const DATE_FIELDS = list('createdAt updatedAt startedAt')

/** Values of the status filter; rows may hold others. */
export const FILTER_STATUSES =
  list(`CANCEL ANSWERED NOANSWER BUSY CONGESTION CHANUNAVAIL FAILED BLACKLIST DIAL INPROGRESS
  FZ230 INVALID UNAVAILABLE EMPTY_AON`)

export interface Outcome {
  readonly status: string
  readonly dialled: boolean
}

/** Endings of calls; a call that is not dialled never starts. */
export const OUTCOMES: readonly (readonly [number, Outcome])[] = [
  [52, { status: 'ANSWERED', dialled: true }],
  [19, { status: 'NOANSWER', dialled: true }],
  [8, { status: 'BUSY', dialled: true }],
  [5, { status: 'UNAVAILABLE', dialled: true }],
  [3, { status: 'FAILED', dialled: true }],
  [2, { status: 'CONGESTION', dialled: true }],
  [2, { status: 'CHANUNAVAIL', dialled: true }],
  [1, { status: 'EXPIRED', dialled: true }],
  [1, { status: 'REJECTED', dialled: true }],
  [2, { status: 'CANCEL', dialled: false }],
  [2, { status: 'BLACKLIST', dialled: false }],
  [1, { status: 'FZ230', dialled: false }],
  [1, { status: 'INVALID', dialled: false }],
  [1, { status: 'EMPTY_AON', dialled: false }],
]

/** UNVERIFIED: `FINISHED`; the known list ends after `PAUSED`. */
export const TASK_STATUSES = list('PROCESS PROCESS PAUSED FINISHED PROCESS READY BLANK')

export const TASK_NAMES = list('Renewal Survey Reminder Welcome Payment Delivery Feedback Invitation')
export const BOT_NAMES = list('Alisa Boris Daria Gleb Vera')

/** UNVERIFIED: the roles' words. */
export const ROLES = [['OPERATOR'], ['OPERATOR'], ['OPERATOR', 'SUPERVISOR'], ['ADMIN']] as const

export const TURNS: readonly (readonly [role: string, text: string])[] = [
  ['BOT', 'Good afternoon, is this a good time to talk?'],
  ['CLIENT', 'Yes, go on.'],
  ['BOT', 'Your contract ends next month. Would you like to renew it?'],
  ['CLIENT', 'I have to think about it.'],
  ['BOT', 'Shall I connect you to a colleague?'],
  ['CLIENT', 'No, thank you.'],
  ['BOT', 'Thank you for your time, goodbye.'],
]

/** E.g. `2026-01-15T15:00:00+03:00`. UNVERIFIED: the format in answers. */
export function toTime(at: number, offsetHours = 0): string {
  const local = new Date(at + offsetHours * 3_600_000).toISOString().slice(0, 19)
  return `${local}+${String(offsetHours).padStart(2, '0')}:00`
}

export function instantOf(value: unknown): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}

export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '')

/** Searches all nested values, ignoring case. */
export function mentions(value: unknown, lowerCased: string): boolean {
  if (typeof value === 'object' && value !== null) {
    return Object.values(value).some((inner) => mentions(inner, lowerCased))
  }
  return value !== null && value !== undefined && textOf(value).toLowerCase().includes(lowerCased)
}

/** The word lists of TWIN's call session list, and what the sandbox's bots say. */

const list = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '')

/** What `fields` takes. */
export const callFields =
  list(`id phone duration taskId taskName botId botName regionId timezone status shortNumber
  transferredToOperator linkToLog createdAt updatedAt startedAt price messages messagesAsString additional externalId
  dialogResults responder nps isFinished recordPath operatorDuration botDuration markers`)

export const sortFields = list('createdAt updatedAt startedAt duration')
export const dateFields = list('createdAt updatedAt startedAt')

/** What the status filter takes; rows may say more. */
export const filterStatuses =
  list(`CANCEL ANSWERED NOANSWER BUSY CONGESTION CHANUNAVAIL FAILED BLACKLIST DIAL INPROGRESS
  FZ230 INVALID UNAVAILABLE EMPTY_AON`)

export type Outcome = { status: string; dialled: boolean }

/** How calls end. Those that are not dialled never start. */
export const outcomes: readonly (readonly [number, Outcome])[] = [
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

/** UNVERIFIED: our copy of the task list's document breaks off after PAUSED; FINISHED stands for the rest. */
export const taskStatuses = list('PROCESS PROCESS PAUSED FINISHED PROCESS READY BLANK')

export const taskNames = list('Renewal Survey Reminder Welcome Payment Delivery Feedback Invitation')
export const botNames = list('Alisa Boris Daria Gleb Vera')

/** UNVERIFIED: the roles' words are published nowhere. */
export const roles = [['OPERATOR'], ['OPERATOR'], ['OPERATOR', 'SUPERVISOR'], ['ADMIN']] as const

export const turns: readonly (readonly [role: string, text: string])[] = [
  ['BOT', 'Good afternoon, is this a good time to talk?'],
  ['CLIENT', 'Yes, go on.'],
  ['BOT', 'Your contract ends next month. Would you like to renew it?'],
  ['CLIENT', 'I have to think about it.'],
  ['BOT', 'Shall I connect you to a colleague?'],
  ['CLIENT', 'No, thank you.'],
  ['BOT', 'Thank you for your time, goodbye.'],
]

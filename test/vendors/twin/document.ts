// A call session with every documented field, and where each must arrive; the neighbours as far as they are known.
import type { Model } from '../ujet/model.ts'
import { flag, number, text, time } from '../ujet/model.ts'

/**
 * Left out: `messagesAsString`, the same dialogue as `messages`, which is read where the latter has no turns and tested
 * beside.
 */
export const call: Model = {
  id: text('vendorId'),
  phone: text('to'),
  duration: number('durationSeconds'),
  taskId: text('campaign.vendorId'),
  taskName: text('campaign.name'),
  botId: text('agent.vendorId'),
  botName: text('agent.name'),
  regionId: text('details.regionId'),
  timezone: text('details.contactTimeZone'),
  status: text('vendorStatus'),
  shortNumber: text('details.shortNumber'),
  transferredToOperator: flag('details.transferredToOperator'),
  linkToLog: text('details.logUrl'),
  createdAt: time('details.createdAt'),
  updatedAt: time('updatedAt'),
  startedAt: time('startedAt'),
  price: number('price'),
  messages: [0, 1].map((index) => ({
    role: text(`transcript.${index}.vendorSpeaker`),
    text: text(`transcript.${index}.text`),
    time: number(`transcript.${index}.startSeconds`),
    confidence: number(`details.messages.${index}.confidence`),
  })),
  additional: { source: text('details.additional.source') },
  externalId: text('contact.externalId'),
  dialogResults: { interested: text('details.dialogResults.interested') },
  responder: text('details.responder'),
  nps: number('details.nps'),
  isFinished: flag('details.finished'),
  recordPath: text('recordingUrl'),
  operatorDuration: number('details.operatorDurationSeconds'),
  botDuration: number('details.botDurationSeconds'),
  markers: [{ name: text('tags.0.label') }, { id: text('details.markers.1.id') }],
}

export const FIELDS = [...Object.keys(call), 'messagesAsString'].join(',')

export const user: Model = {
  id: number('vendorId'),
  email: text('email'),
  firstName: text('firstName'),
  lastName: text('lastName'),
  roles: [text('roles.0'), text('roles.1')],
  online: flag('online'),
  createdAt: time('createdAt'),
}

export const task: Model = {
  id: text('vendorId'),
  name: text('name'),
  status: text('vendorStatus'),
  createdAt: time('createdAt'),
  updatedAt: time('updatedAt'),
}

export const chat: Model = {
  id: text('vendorId'),
  botId: text('agent.vendorId'),
  botName: text('agent.name'),
  clientId: text('contact.externalId'),
  status: text('vendorStatus'),
  messagesCount: number('messageCount'),
  createdAt: time('startedAt'),
  updatedAt: time('updatedAt'),
  finishedAt: time('endedAt'),
}

/** Every parameter of the calls list that the document describes, by the names that are guessed. */
export const parameters =
  'fields limit offset page format fileName zip from to keyword sort companyId taskId id phone status field'.split(
    ' ',
  )

/** What is never sent, and why. */
export const leftOut: Readonly<Record<string, string>> = {
  page: 'pages are skipped to by `offset`, and both may not be sent',
  format: 'rows are wanted, and no file',
  fileName: 'rows are wanted, and no file',
  zip: 'rows are wanted, and no file',
}

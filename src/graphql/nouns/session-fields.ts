// The fields that calls and chats share because both are sessions with a queue, agents and parties.
import type { Call } from '../../domain/call.ts'
import type { Types } from '../schema/builder.ts'
import { HandleDuration, QueueDuration } from './duration.ts'
import { Participant } from './participant.ts'
import { MenuPath, OfferEvent, Photo, Transfer, Video } from './session.ts'

type SharedField =
  | 'menuPath'
  | 'photos'
  | 'videos'
  | 'transfers'
  | 'handleDurations'
  | 'queueDurations'
  | 'participants'
  | 'offerType'
  | 'offerEvents'

type Session = Pick<Call, SharedField>

export function sessionFields(t: PothosSchemaTypes.ObjectFieldBuilder<Types, Session>, one: 'call' | 'chat') {
  return {
    menuPath: t.expose('menuPath', {
      type: MenuPath,
      description: 'The way through the menus to the chosen one.',
    }),
    photos: t.expose('photos', {
      type: [Photo],
      description: 'The photos the end user sent.',
    }),
    videos: t.expose('videos', {
      type: [Video],
      description: 'The videos the end user sent.',
    }),
    transfers: t.expose('transfers', {
      type: [Transfer],
      description: 'The hand-overs, in the vendor’s order.',
    }),
    handleDurations: t.expose('handleDurations', {
      type: [HandleDuration],
      description: `The stretches in which agents handled the ${one}.`,
    }),
    queueDurations: t.expose('queueDurations', {
      type: [QueueDuration],
      description: `The stretches in which the ${one} waited in a queue.`,
    }),
    participants: t.expose('participants', {
      type: [Participant],
      description: `The parties of the ${one}.`,
    }),
    offerType: t.exposeString('offerType', {
      unverified: 'the list of words',
      description: `How the ${one} was offered, in the vendor’s words: \`cascade\` or null.`,
    }),
    offerEvents: t.expose('offerEvents', {
      type: [OfferEvent],
      description: 'The offers to groups of agents, in the vendor’s order.',
    }),
  }
}

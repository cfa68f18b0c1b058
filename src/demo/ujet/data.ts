// The collections of the sandbox company at UJET.
import type { Row } from '../shelf.ts'

export type Collection =
  | 'calls'
  | 'chats'
  | 'emails'
  | 'agents'
  | 'menus'
  | 'teams'
  | 'campaigns'
  | 'contacts'
  | 'statuses'
  | 'activities'

/** What rows embed, such as an agent, is frozen and shared between them; the rows themselves are free to change. */
export type Data = Readonly<Record<Collection, Row[]>>

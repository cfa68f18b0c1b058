// The client of a request, as far as slots and limits are shared: the application and the person that the sign-in vouches
// for, else the name that the client gives itself. Such a name counts within the share of its address, so that nobody
// gains by inventing names.
import type { Clock, Instant } from '../domain/time.ts'
import type { Viewer } from '../domain/viewer.ts'

const LONGEST_NAME = 64
const MOST_NAMES = 100

/** A name that has not been seen for so long makes room for another. */
const NAME_LIFETIME_MS = 60_000

export interface ClientNames {
  /** As in `Ask.client`: `@<application>/<person>`, or `<address>/<name>`. */
  clientOf(viewer: Viewer, headers: Headers, address: string): string
}

/** The latest names are kept apart; who comes when there is no room for another is called `other`. */
export function createClientNames(clock: Clock): ClientNames {
  const seenAt = new Map<string, Instant>()

  function keep(name: string): string {
    if (!seenAt.has(name) && seenAt.size >= MOST_NAMES) {
      const [[oldest, at] = ['', 0]] = seenAt
      if (clock.now() - at < NAME_LIFETIME_MS) return 'other'
      seenAt.delete(oldest)
    }
    // The latest stands last.
    seenAt.delete(name)
    seenAt.set(name, clock.now())
    return name
  }

  return {
    clientOf: ({ client, name: person }, headers, address) => {
      // No address begins so, and none is left with a slash behind it.
      if (client !== null) return `@${encode(client)}/${encode(person ?? '')}`
      if (person !== null) return `@@${encode(person)}/`
      const name = headers.get('graphql-client-name') ?? headers.get('apollographql-client-name') ?? ''
      return `${address}/${keep(name.slice(0, LONGEST_NAME))}`
    },
  }
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

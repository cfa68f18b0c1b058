// Sign-in by a router in front, which has checked who asks and says so in headers, beside a secret that only it has.
import type { Recognize } from './stranger.ts'
import { createHash, timingSafeEqual } from 'node:crypto'
import { toViewer } from '../domain/viewer.ts'
import { Stranger } from './stranger.ts'

/** What the router sends; it must not let any of them through from its own clients. */
const SECRET = 'x-switchboard-secret'
const SUBJECT = 'x-switchboard-subject'
const SCOPES = 'x-switchboard-scopes'
const CLIENT = 'x-switchboard-client'

export function byRouter(secret: string): Recognize {
  const expected = digest(secret)
  return (headers) => {
    const given = headers.get(SECRET)
    if (given === null) throw new Stranger("no router's secret")
    // Digests have one length, and comparing them takes one time, whatever was guessed right.
    if (!timingSafeEqual(digest(given), expected)) throw new Stranger("the router's secret is wrong")
    // What the router leaves empty it does not know.
    const known = (name: string) => headers.get(name)?.trim() || null
    const scopes = headers.get(SCOPES) ?? ''
    // A header that came twice is joined by a comma: one of the two is a client's own.
    if (scopes.includes(',')) throw new Stranger(`${SCOPES} came twice or with commas`)
    return toViewer(scopes.split(' '), { name: known(SUBJECT), client: known(CLIENT) })
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

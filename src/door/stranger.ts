// Whoever cannot be told who they are. Why is for the log; a stranger is not told.
import type { Viewer } from '../domain/viewer.ts'

/** Tells who sent a request. Throws Stranger, and any other error when that cannot be told at the moment. */
export type Recognize = (headers: Headers) => Viewer | Promise<Viewer>

export class Stranger extends Error {
  override readonly name = 'Stranger'
}

// How large pages may be where no document states it: what was given, and the largest that was not refused.
import type { Resource } from './define.ts'

export interface PageSizes {
  /** The most rows to ask for at a time. */
  most(list: string): number
  /** The next size to try of a list that refused one, undefined where the size was no reason or none is left. */
  smaller(list: string, refused: number, sizes: readonly number[]): number | undefined
  /** That a list gave a page of the size, and whether a larger one had been refused. */
  learn(list: string, size: number, isLargest: boolean): void
}

export function createPageSizes(): PageSizes {
  const given = new Map<string, number>()
  const largest = new Map<string, number>()
  return {
    most: (list) => largest.get(list) ?? Number.POSITIVE_INFINITY,
    smaller: (list, refused, sizes) =>
      refused <= (given.get(list) ?? 0) ? undefined : sizes.find((size) => size < refused),
    learn: (list, size, isLargest) => {
      given.set(list, Math.max(size, given.get(list) ?? 0))
      if (isLargest) largest.set(list, size)
    },
  }
}

/** What sizes are kept by, for example `AGENT users`. */
export function toListName({ noun, path }: Pick<Resource, 'noun'> & { readonly path: unknown }): string {
  return `${noun} ${typeof path === 'string' ? path : ''}`
}

// Undocumented page sizes: the largest accepted and the largest refused.
import type { Resource } from './define.ts'

export interface PageSizes {
  /** The most rows to ask for. */
  most(list: string): number
  /** The next size to try. `undefined`: size was not the reason, or none is left. */
  smaller(list: string, refused: number, sizes: readonly number[]): number | undefined
  /** Records an accepted size, and whether a larger one was refused. */
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

/** The key of a list's page size, e.g. `AGENT users`. */
export function toListName({ noun, path }: Pick<Resource, 'noun'> & { readonly path: unknown }): string {
  return `${noun} ${typeof path === 'string' ? path : ''}`
}

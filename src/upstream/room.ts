// Packing of ids into requests, by number and by bytes of the URL.
// Its own file, since it is plain data: no asks, no slots, no clock.
//
//   [a b c d e], room for 2 → [a b] [c d] [e]

/** Capacity of one request. */
export interface Room {
  /** Most ids, at most the vendor's page size. */
  readonly ids: () => number
  /** Most bytes of ids in the URL; absent: any number. */
  readonly bytes?: number
  /** e.g. 9 for `&id[]=123`. */
  readonly bytesOf?: (id: string) => number
  /** True for an error one bad id may cause, e.g. HTTP 404. */
  readonly mayBeOneId?: (error: unknown) => boolean
}

interface Rider {
  readonly id: string
  /** Ids of different halves go in different requests. */
  readonly half: object | null
}

/** Ids grouped by request, in the given order. */
export function fill<One extends Rider>(ordered: Iterable<One>, room: Room): readonly (readonly One[])[] {
  const requests: One[][] = []
  const open = new Map<object | null, { readonly ids: One[]; bytes: number }>()
  for (const one of ordered) {
    const bytes = room.bytesOf?.(one.id) ?? 0
    let last = open.get(one.half)
    if (last === undefined || isFull(last, bytes, room)) {
      last = { ids: [], bytes: 0 }
      open.set(one.half, last)
      requests.push(last.ids)
    }
    last.ids.push(one)
    last.bytes += bytes
  }
  return requests
}

function isFull(
  { ids, bytes }: { readonly ids: readonly unknown[]; readonly bytes: number },
  more: number,
  room: Room,
): boolean {
  return ids.length >= room.ids() || (room.bytes !== undefined && bytes + more > room.bytes)
}

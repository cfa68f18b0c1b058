// How many ids go into one request: as many as the vendor's page has rows, and as fit into an address.

/** What one request can carry. */
export interface Room {
  readonly ids: () => number
  /** How many bytes the ids may take in the address, and how many one takes. */
  readonly bytes?: number
  readonly bytesOf?: (id: string) => number
  /** Whether an error may be the fault of a single id, so that the request is halved until that id is alone. */
  readonly mayBeOneId?: (error: unknown) => boolean
}

interface Rider {
  readonly id: string
  /** Ids of different parts do not ride together. */
  readonly part: object | null
}

/** The ids by the requests in which they would go, in the order given. */
export function fill<One extends Rider>(ordered: Iterable<One>, room: Room): readonly (readonly One[])[] {
  const requests: One[][] = []
  const open = new Map<object | null, { readonly ids: One[]; bytes: number }>()
  for (const one of ordered) {
    const bytes = room.bytesOf?.(one.id) ?? 0
    let last = open.get(one.part)
    if (last === undefined || isFull(last, bytes, room)) {
      last = { ids: [], bytes: 0 }
      open.set(one.part, last)
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

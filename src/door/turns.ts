// Work that keeps the process busy is begun once per turn of the event loop, and clients take turns. So hundreds of
// operations that one client sends at once delay another client's by one of them.

export interface Turns {
  /** Resolves at once when nothing else was begun in this turn of the loop. */
  take(client: string): Promise<void>
}

export function createTurns(defer: (next: () => void) => void = setImmediate): Turns {
  /** Clients in the order of their turns. */
  const waiting = new Map<string, (() => void)[]>()
  let isTaken = false

  function next(): void {
    const [first] = waiting
    isTaken = first !== undefined
    if (first === undefined) return
    const [client, [go, ...others]] = first
    waiting.delete(client)
    if (others.length > 0) waiting.set(client, others)
    defer(next)
    go?.()
  }

  return {
    take: (client) => {
      if (isTaken)
        return new Promise((resolve) => {
          waiting.set(client, [...(waiting.get(client) ?? []), resolve])
        })
      isTaken = true
      defer(next)
      return Promise.resolve()
    },
  }
}

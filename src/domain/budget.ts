// The upstream requests that an operation may still send.
// First pages and look-ups have reserved requests; further pages use the rest.
//
//   limit 5   ■■ sent   ■ held for a slow account   ■ expected for look-ups   □ for a further page

/** One view of the budget. */
export interface Budget {
  hasLeft(): boolean
  /** Takes one request just before it is sent; false: none is left. */
  take(): boolean
  /**
   * Reserves one request for the first page of a list, shared by its readers.
   * A reader takes from the result and releases it afterwards.
   */
  hold(list: object): Held
  /** For the pages of a list after its first. */
  further(): Budget
}

export interface Held extends Budget {
  giveBack(): void
}

export interface OperationBudget extends Budget {
  /** Reserves requests for expected first pages and look-ups. Called back once, before a further page. */
  expect(requests: () => number): void
}

interface Kept {
  isHeld: boolean
  users: number
}

/** `limit`: the most requests, with retries, without sign-ins. */
export function createBudget(limit: number): OperationBudget {
  let sent = 0
  let held = 0
  let opened = 0
  let expect = () => 0
  let forecast: number | null = null
  const keptFor = new Map<object, Kept>()

  function viewOf(hasLeft: () => boolean, onTake: () => void): Budget {
    const view: Budget = {
      hasLeft,
      take: () => {
        if (!hasLeft()) return false
        onTake()
        sent += 1
        return true
      },
      hold,
      further: () => further,
    }
    return view
  }

  /** Uses one of the expected requests. */
  function open(list: object): Kept {
    opened += 1
    const isHeld = sent + held < limit
    if (isHeld) held += 1
    const kept = { isHeld, users: 0 }
    keptFor.set(list, kept)
    return kept
  }

  function release(kept: Kept): void {
    if (kept.isHeld) held -= 1
    kept.isHeld = false
  }

  function hold(list: object): Held {
    const kept = keptFor.get(list) ?? open(list)
    kept.users += 1
    let isUser = true
    const giveBack = () => {
      if (!isUser) return
      isUser = false
      kept.users -= 1
      if (kept.users > 0) return
      release(kept)
      keptFor.delete(list)
    }
    const view = viewOf(
      () => kept.isHeld || sent + held < limit,
      () => release(kept),
    )
    return { ...view, giveBack }
  }

  const expected = () => Math.max(0, (forecast ??= expect()) - opened)
  const further = viewOf(
    () => sent + held < limit && sent + held + expected() < limit,
    () => {},
  )
  const any = viewOf(
    () => sent + held < limit,
    () => void (opened += 1),
  )
  return { ...any, expect: (requests) => void (expect = requests) }
}

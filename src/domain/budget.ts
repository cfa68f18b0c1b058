// How many upstream requests an operation may still send. First pages and look-ups go before further pages of a list,
// which leave alone as many requests as are kept for those.
//
//   limit 5: 2 sent, 1 held for the first page of a slow account, 1 expected for look-ups: 1 left for a further page

/** One way of drawing on the budget. */
export interface Budget {
  /** Whether another request may be sent. */
  hasLeft(): boolean
  /** Takes one request, immediately before it is sent; false when none is left. */
  take(): boolean
  /**
   * Keeps one request for the first page of a list, however many want it. Whoever asks for the page draws on the result,
   * and gives it back when the page has come.
   */
  hold(list: object): Held
  /** For the pages of a list after its first. */
  readonly further: Budget
}

export interface Held extends Budget {
  giveBack(): void
}

export interface OperationBudget extends Budget {
  /** Keeps so many requests for first pages and look-ups that are still to come. */
  expect(requests: number): void
}

interface Kept {
  isHeld: boolean
  users: number
}

/** `limit` is the most requests that may be sent, retries included, sign-ins not. */
export function createBudget(limit: number): OperationBudget {
  let sent = 0
  let held = 0
  let expected = 0
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
      get further() {
        return further
      },
    }
    return view
  }

  /** It becomes one of those that were expected. */
  function open(list: object): Kept {
    expected = Math.max(0, expected - 1)
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

  const further = viewOf(
    () => sent + held + expected < limit,
    () => {},
  )
  const any = viewOf(
    () => sent + held < limit,
    () => void (expected = Math.max(0, expected - 1)),
  )
  return { ...any, further, expect: (requests) => void (expected = requests) }
}

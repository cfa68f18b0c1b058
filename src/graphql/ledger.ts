// What an operation is charged with, while its document is read: lists one by one, look-ups gathered as far as they are
// wanted at the same moment, since then they share requests.
import type { NodeNoun } from '../domain/noun.ts'
import type { Charge, Pricing } from '../gather/price.ts'

/** Why something costs what it costs, for those who are to make it cheaper. */
export type Reason = 'LIST' | 'LOOK_UP'

export interface PricedCharge extends Charge {
  /** The field that asks, by response names. */
  readonly path: readonly string[]
  readonly reason: Reason
  /** Of a list's requests those for rows that follow the first page, which other accounts may give instead. */
  readonly more: number
}

/** What becomes known at one moment, and what can be asked from then on. */
export interface Wave {
  /** How many answers must be there before. */
  readonly level: number
  /** Lists by what they read. */
  readonly lists: Map<string, PricedCharge>
  readonly lookUps: Map<string, Wanted>
  /** What follows from the look-ups, by noun. */
  readonly below: Map<NodeNoun, Wave>
}

interface Wanted {
  readonly noun: NodeNoun
  readonly account: string
  /** Those that are known by their ids. */
  readonly ids: Set<string>
  /** The most that there are beside them, by the place where they stand as stubs. */
  readonly stubs: Map<string, number>
  readonly path: readonly string[]
}

export interface Ledger {
  readonly first: Wave
  /** What follows from a list. */
  after(wave: Wave): Wave
  /** What follows from the wave's look-ups of a noun. */
  afterLookUps(wave: Wave, noun: NodeNoun): Wave
  /** Lists that read the same at one moment read it once. */
  addList(wave: Wave, key: string, charge: PricedCharge): void
  addLookUp(wave: Wave, noun: NodeNoun, account: string, rows: LookedUp): void
  charges(): readonly PricedCharge[]
}

/** A row that is asked for by its id, or the stubs at the parent of the path. */
type LookedUp = { readonly path: readonly string[] } & ({ readonly id: string } | { readonly stubs: number })

export function createLedger(pricing: Pricing): Ledger {
  const waves: Wave[] = []
  /** Short lists that answer look-ups are kept longer than any operation lasts. */
  const kept = new Map<string, PricedCharge>()
  const counted = new Set<string>()

  function open(level: number): Wave {
    const wave = { level, lists: new Map(), lookUps: new Map(), below: new Map() }
    waves.push(wave)
    return wave
  }

  /** At least once, whoever reads it again. */
  function withMinimumOnce([key, charge]: readonly [string, PricedCharge]): PricedCharge {
    if (!counted.has(key)) {
      counted.add(key)
      return charge
    }
    return { ...charge, cost: { ...charge.cost, min: 0 } }
  }

  function settle({ level, lookUps }: Wave): readonly PricedCharge[] {
    return [...lookUps.values()].flatMap(({ noun, account, ids, stubs, path }) => {
      const count = [...stubs.values()].reduce((sum, one) => sum + one, ids.size)
      const most = pricing.rows(noun, account, count, false)
      const cost = pricing.lookUp(noun, account, most)
      if (cost === null) return []
      const min = pricing.lookUp(noun, account, ids.size)?.min ?? 0
      const charge: PricedCharge = {
        account,
        level,
        path,
        reason: 'LOOK_UP',
        more: 0,
        cost: { ...cost, min },
      }
      if (cost.pages === undefined) return [charge]
      merge(kept, `${account} ${noun} ${cost.pages}`, charge)
      return []
    })
  }

  return {
    first: open(0),
    after: ({ level }) => open(level + 1),
    afterLookUps: (wave, noun) => {
      const below = wave.below.get(noun) ?? open(wave.level + 1)
      wave.below.set(noun, below)
      return below
    },
    addList: ({ lists }, key, charge) => merge(lists, key, charge),
    addLookUp: ({ lookUps }, noun, account, rows) => {
      const { path } = rows
      const none: Wanted = { noun, account, ids: new Set(), stubs: new Map(), path }
      const wanted = lookUps.get(`${account} ${noun}`) ?? none
      if ('id' in rows) wanted.ids.add(rows.id)
      else wanted.stubs.set(path.slice(0, -1).join('.'), rows.stubs)
      lookUps.set(`${account} ${noun}`, wanted)
    },
    charges: () => {
      const lookUps = waves.flatMap(settle)
      const lists = [...waves.flatMap((wave) => [...wave.lists]), ...kept]
      return [...lists.map(withMinimumOnce), ...lookUps]
    },
  }
}

/** Of two readings of the same the dearer one, and at least once if either is sure. */
function merge(charges: Map<string, PricedCharge>, key: string, charge: PricedCharge): void {
  const known = charges.get(key) ?? charge
  const dearer = charge.cost.max > known.cost.max ? charge : known
  const min = Math.max(charge.cost.min, known.cost.min)
  const level = Math.min(charge.level, known.level)
  // Two lists may want the rows of two accounts.
  const more = charge === known ? charge.more : 0
  charges.set(key, { ...dearer, more, cost: { ...dearer.cost, min }, level })
}

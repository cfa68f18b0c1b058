// Unproven parameters, orders and names: ones that no document surely describes.
//
// The first requests that need one are its probes. An account keeps one result for each:
//
//     supported   every row matches, and the rows could have failed
//     ignored     a row fails: the vendor passed over the parameter
//     refused     HTTP 400 or 422 with it, a success without it
//     (none yet)  the rows prove nothing, e.g. there are none
//
//     GET /calls?created_at[from]=… → 422
//     GET /calls                    → 200     `CALL created_at` is refused and never sent again
//
// A probe may cost a request and never loses a row:
//
// - Rows are post-filtered until a parameter is supported, and while it may be ignored.
// - Of several refused parameters the last is left out first, and only that one is recorded.
// - One client's value may be bad. A harmless value must be refused too, e.g. `+12025550123`.
// - A spelling may differ. An empty answer is read again without the parameter.
// - Rows prove an undocumented order if chance hardly sorts them (`sort.ts`).
// - A guessed name that may hide rows counts once a known row proves it (TWIN's date field).
// - Page sizes without a documented maximum are tried, the largest first.
// - A read that an error ends keeps its answers for the next one (`unfinished.ts`).
import type { RequestSpec } from '../upstream/request-spec.ts'
import type { Params } from './filters.ts'
import { isBudgetSpent, UpstreamError } from '../domain/errors.ts'

export type ProbeResult = 'supported' | 'ignored' | 'refused'

/** Probe results of one account, by noun and parameter, e.g. `CALL created_at`. */
export interface ProbeResults {
  /** `undefined`: not known yet. */
  of(parameter: string): ProbeResult | undefined
  /** False once the parameter was ignored or refused. */
  maySupport(parameter: string): boolean
  record(parameter: string, result: ProbeResult): void
}

export function createProbeResults(): ProbeResults {
  const results = new Map<string, ProbeResult>()
  return {
    of: (parameter) => results.get(parameter),
    maySupport: (parameter) => (results.get(parameter) ?? 'supported') === 'supported',
    record: (parameter, result) => void results.set(parameter, result),
  }
}

/** Page sizes by list, e.g. `AGENT users`. */
export interface PageSizes {
  /** The most rows to request. */
  most(list: string): number
  /** The next size to try. `undefined`: none. */
  smaller(list: string, refused: number, sizes: readonly number[]): number | undefined
  /** Records an accepted size, and whether a larger one was refused. */
  record(list: string, size: number, isLargest: boolean): void
}

export function createPageSizes(): PageSizes {
  const accepted = new Map<string, number>()
  const largest = new Map<string, number>()
  return {
    most: (list) => largest.get(list) ?? Number.POSITIVE_INFINITY,
    smaller: (list, refused, sizes) =>
      refused <= (accepted.get(list) ?? 0) ? undefined : sizes.find((size) => size < refused),
    record: (list, size, isLargest) => {
      accepted.set(list, Math.max(size, accepted.get(list) ?? 0))
      if (isLargest) largest.set(list, size)
    },
  }
}

/** Parameters that the vendor may ignore or refuse. */
export interface Probe<Row> {
  /** E.g. `created_at` or `sort:rating`. */
  readonly name: string
  readonly params: Params
  /** `undefined`: the rows prove nothing. */
  readonly resultOf: (rows: readonly Row[]) => ProbeResult | undefined
  /** Set where the vendor may compare another spelling. */
  readonly spelling?: boolean
  /** Makes parameters with a value that no vendor refuses; `null`: there is none. */
  readonly harmless?: () => Params | null
}

/** A parameter with a guessed name. */
export interface Guess<Row> {
  /** E.g. `date updatedAt`. */
  readonly name: string
  /** The question without the name, which returns a superset. */
  readonly spec: RequestSpec
  /** True if a vendor that ignores the name hides rows. */
  readonly mayHide: boolean
  readonly resultOf: (rows: readonly Row[]) => ProbeResult | undefined
  /** A question that proves the name by a known row; `null`: none can. */
  readonly proof: (rows: readonly Row[]) => {
    readonly spec: RequestSpec
    readonly resultOf: (rows: readonly Row[]) => ProbeResult
  } | null
}

interface Answered<Row> {
  readonly rows: readonly Row[]
  /** Rows of the answer, including unreadable ones. */
  readonly wire: { readonly rows: readonly unknown[] }
}

interface Probing<Row> {
  readonly noun: string
  /** The key of the page size, e.g. `AGENT users`. */
  readonly list: string
  readonly per: number
  /** Sizes below the maximum, the largest first. */
  readonly smaller: readonly number[]
  readonly params: Params
  readonly probes: readonly Probe<Row>[]
}

/**
 * Rejects with the error of the request without unproven parameters.
 * `isOther`: further pages will have parameters that this one lacks, so they are of another list.
 */
export async function readWithProbes<Row, Answer extends Answered<Row>>(
  { probeResults, pageSizes }: { readonly probeResults: ProbeResults; readonly pageSizes: PageSizes },
  { noun, list, per, smaller, params, probes }: Probing<Row>,
  read: (params: Params, most: number) => Promise<Answer>,
): Promise<Answer & { readonly isOther: boolean }> {
  const nameOf = (probe: Probe<Row>) => `${noun} ${probe.name}`
  const isSupported = (probe: Probe<Row>) => probeResults.of(nameOf(probe)) === 'supported'
  let most = Math.min(per, pageSizes.most(list))
  let isSmaller = false
  let refused: Probe<Row>[] = []
  const fruitless: Probe<Row>[] = []

  /** False if only one client's value is refused. */
  async function isRefusedForAll(probe: Probe<Row>): Promise<boolean> {
    const harmless = probe.harmless?.() ?? null
    if (harmless === null) return true
    const accepted = `${nameOf(probe)} accepted`
    if (probeResults.of(accepted) === 'supported') return false
    try {
      await read({ ...params, ...harmless }, most)
      probeResults.record(accepted, 'supported')
      return false
    } catch (error) {
      // The page is kept, and the next read goes on here.
      if (isBudgetSpent(error)) throw error
      // Other failures prove nothing, and the page needs no parameter.
      return isRefusal(error)
    }
  }

  for (;;) {
    const sent = probes.filter((probe) => !refused.includes(probe) && !fruitless.includes(probe))
    try {
      const answer = await read(Object.assign({}, params, ...sent.map((probe) => probe.params)), most)
      const isEmpty = answer.wire.rows.length === 0
      pageSizes.record(list, most, isSmaller)
      const doubted = sent.find((probe) => probe.spelling === true && !isSupported(probe))
      if (doubted !== undefined && isEmpty) {
        fruitless.push(doubted)
        continue
      }
      // Rows without it leave open whether the client's spelling is the vendor's.
      if (!isEmpty) for (const probe of fruitless) probeResults.record(nameOf(probe), 'ignored')
      const culprit = refused.at(-1)
      if (culprit !== undefined && (await isRefusedForAll(culprit)))
        probeResults.record(nameOf(culprit), 'refused')
      for (const probe of sent) recordIfKnown(probeResults, nameOf(probe), probe.resultOf(answer.rows))
      const isOther = refused.some((probe) => probeResults.maySupport(nameOf(probe)))
      return { ...answer, isOther }
    } catch (error) {
      if (!isRefusal(error)) throw error
      const suspect = sent.findLast((probe) => !isSupported(probe))
      if (suspect !== undefined) {
        refused.push(suspect)
        continue
      }
      const next = pageSizes.smaller(list, most, smaller)
      if (next === undefined) throw error
      most = next
      isSmaller = true
      refused = []
    }
  }
}

/** Reads by the guessed name, else its superset. No probe fails the read. */
export async function readWithGuess<Row, Answer extends Answered<Row>>(
  probeResults: ProbeResults,
  noun: string,
  { spec, plain }: { readonly spec: RequestSpec; readonly plain: Guess<Row> | null },
  read: (spec: RequestSpec) => Promise<Answer>,
): Promise<Answer> {
  if (plain === null) return read(spec)
  const name = `${noun} ${plain.name}`
  if (!probeResults.maySupport(name)) return read(plain.spec)
  const guessed = await read(spec).catch(toNullIfRefused)
  if (guessed === null) {
    const superset = await read(plain.spec)
    probeResults.record(name, 'refused')
    return superset
  }
  const shown = plain.resultOf(guessed.rows)
  recordIfKnown(probeResults, name, shown)
  if (!plain.mayHide || probeResults.of(name) === 'supported') return guessed
  // Without a proof each page costs its superset, e.g. all calls.
  const superset = await read(plain.spec)
  const proof = shown === undefined ? plain.proof(superset.rows) : null
  if (proof === null) return superset
  try {
    const { rows } = await read(proof.spec)
    probeResults.record(name, proof.resultOf(rows))
  } catch (error) {
    if (isRefusal(error)) probeResults.record(name, 'refused')
    else if (isBudgetSpent(error) || !(error instanceof UpstreamError)) throw error
  }
  return probeResults.of(name) === 'supported' ? guessed : superset
}

function recordIfKnown(probeResults: ProbeResults, name: string, result: ProbeResult | undefined) {
  if (result !== undefined) probeResults.record(name, result)
}

/** A parameter or value that the vendor does not accept. */
const REFUSED: ReadonlySet<number> = new Set([400, 422])

export function isRefusal(error: unknown, statuses = REFUSED): error is UpstreamError {
  return error instanceof UpstreamError && error.status !== null && statuses.has(error.status)
}

function toNullIfRefused(error: unknown): null {
  if (isRefusal(error)) return null
  throw error
}

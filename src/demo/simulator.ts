// What all simulated vendors share: a function from request to response that keeps a log and lets time pass.

/** One request as it came in; the status is 0 until it is answered. */
export interface RequestLogEntry {
  readonly at: number
  readonly method: string
  readonly path: string
  readonly query: string
  readonly status: number
}

/** Answers in the vendor's place, or gives undefined to let the vendor answer. */
export type Intercept = (request: Request, entry: RequestLogEntry) => Response | Promise<Response> | undefined

/** The options that mean the same at every vendor. */
export interface SimulatorOptions {
  /** Milliseconds since 1970. */
  readonly clock: { now(): number }
  /** When the made-up company begins to be watched; by default at the clock's first reading. */
  readonly startedAt?: number | undefined
  readonly seed?: number | string | undefined
  /** Multiplies the size of the company and how often contacts arrive. */
  readonly scale?: number | undefined
  /** Whether requests that come too fast are refused. */
  readonly quota?: boolean | undefined
  /** Whether contacts arrive and change as the clock moves. */
  readonly lively?: boolean | undefined
  /** How rows stand that are equal in a sort: unlike their ids by default, as no vendor promises more. */
  readonly tieOrder?: 'unlike-ids' | 'as-they-stand' | undefined
  /** A text that every value of personal data contains. */
  readonly canary?: string | undefined
}

export interface Simulator<Data, Credentials> {
  (request: Request): Promise<Response>
  /** Every request in the order of arrival, refused ones too. */
  readonly requests: RequestLogEntry[]
  /** The rows as they stand; whoever changes them changes what is answered. */
  readonly data: Data
  /** Sees every request that the quota and the credentials let through. */
  intercept: Intercept | undefined
  readonly credentials: Credentials
  /** What stands before the paths of the vendor's document; empty when nothing does. */
  readonly basePath: string
}

/** One vendor's part of a simulator. */
export interface VendorSide<Data, Credentials> {
  readonly data: Data
  readonly credentials: Credentials
  readonly basePath: string
  /** Lets everything happen that happens until then. */
  advance(now: number): void
  /** Whether a request gets to the API itself; a refused one is answered here. */
  refuse(request: Request, at: number): Response | undefined
  respond(request: Request, now: number): Response | Promise<Response>
}

export function createSimulator<Data, Credentials>(
  { clock, lively = true }: SimulatorOptions,
  startedAt: number,
  side: VendorSide<Data, Credentials>,
): Simulator<Data, Credentials> {
  const { data, credentials, basePath } = side
  const requests: RequestLogEntry[] = []

  async function handle(request: Request): Promise<Response> {
    const at = clock.now()
    const { pathname, search } = new URL(request.url)
    const entry = { at, method: request.method, path: pathname, query: search.slice(1), status: 0 }
    requests.push(entry)
    const now = lively ? at : startedAt
    if (lively) side.advance(now)
    const response =
      side.refuse(request, at) ??
      (await simulator.intercept?.(request, entry)) ??
      (await side.respond(request, now))
    entry.status = response.status
    return response
  }

  const intercept: Intercept | undefined = undefined
  const simulator: Simulator<Data, Credentials> = Object.assign(handle, {
    requests,
    data,
    intercept,
    credentials,
    basePath,
  })
  return simulator
}

export function answer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  })
}

export class Refusal extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.name = 'Refusal'
    this.status = status
  }
}

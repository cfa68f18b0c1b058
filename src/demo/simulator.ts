// The common part of simulators: a function from request to response with a log and a clock.

/** `status` is 0 until the answer. */
export interface RequestLogEntry {
  readonly at: number
  readonly method: string
  readonly path: string
  readonly query: string
  readonly status: number
}

/** Answers in the vendor's place; `undefined`: the vendor answers. */
export type Intercept = (
  request: Request,
  entry: RequestLogEntry,
) => Response | undefined | Promise<Response | undefined>

/** Options with one meaning at all vendors. */
export interface SimulatorOptions {
  /** Milliseconds since 1970. */
  readonly clock: { now(): number }
  /** Start of the generated company's live time; the clock's first reading by default. */
  readonly startedAt?: number | undefined
  readonly seed?: number | string | undefined
  /** Factor for company size and arrival rate, e.g. 0.05. */
  readonly scale?: number | undefined
  /** `false`: no 429. */
  readonly quota?: boolean | undefined
  /** `false`: rows stand still. */
  readonly lively?: boolean | undefined
  /** Order of rows with equal sort keys; `unlike-ids` by default. */
  readonly tieOrder?: 'unlike-ids' | 'as-they-stand' | undefined
  /** Text in every personal value, e.g. `CANARY-7`. */
  readonly canary?: string | undefined
}

export interface Simulator<Data, Credentials> {
  (request: Request): Promise<Response>
  /** All requests in order of arrival, refused ones included. */
  readonly requests: RequestLogEntry[]
  /** Current rows; changes to them appear in answers. */
  readonly data: Data
  /** Receives requests that pass quota and credentials. */
  intercept: Intercept | undefined
  readonly credentials: Credentials
  /** Prefix of the documented paths, e.g. `/manager/api/v1`, or `''`. */
  readonly basePath: string
}

interface VendorSide<Data, Credentials> {
  readonly data: Data
  readonly credentials: Credentials
  readonly basePath: string
  /** Brings the rows to that instant. */
  advance(now: number): void
  /** The response to a refused request (401, 429); `undefined`: accepted. */
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
    if (!response.headers.has('date')) response.headers.set('date', new Date(at).toUTCString())
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

/** Finds routes by path: the first match wins, so literal words precede `{id}`, e.g. `/calls/{id}`. */
export function createFinder<Route>(
  routes: readonly (readonly [path: string, route: Route])[],
  id: string,
): (path: string) => { readonly route: Route; readonly id: string } | undefined {
  const compiled = routes.map(([path, route]) => ({
    pattern: new RegExp(`^${path.replace('{id}', `(${id})`)}$`),
    route,
  }))
  return (path) => {
    for (const { pattern, route } of compiled) {
      const match = pattern.exec(path)
      if (match !== null) return { route, id: match[1] ?? '' }
    }
    return undefined
  }
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

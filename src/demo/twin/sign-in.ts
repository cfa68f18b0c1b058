/** Login and refresh: `POST /auth/login` and `POST /auth/refresh` of TWIN's identity service. */
import { answer } from '../simulator.ts'
import type { Row } from '../shelf.ts'
import { Refusal } from './query.ts'
import type { Tokens } from './tokens.ts'

export type Credentials = { email: string; password: string }

export async function login(
  request: Request,
  credentials: Credentials,
  tokens: Tokens,
  now: number,
): Promise<Response> {
  const body = await readBody(request, ['email', 'password', 'ttl', 'companyId', 'extra'])
  if (typeof body.email !== 'string' || typeof body.password !== 'string') {
    throw new Refusal('Invalid input parameters.', { email: ['Required.'], password: ['Required.'] })
  }
  if (body.email !== credentials.email || body.password !== credentials.password) {
    throw new Refusal('Wrong email or password.', null, 401)
  }
  return answer(200, tokens.issue(now, toTtl(body.ttl)))
}

/** What the SDK sends besides, the old token in a header, is not needed. */
export async function refresh(request: Request, tokens: Tokens, now: number): Promise<Response> {
  const body = await readBody(request, ['refreshToken', 'ttl'])
  if (typeof body.refreshToken !== 'string') {
    throw new Refusal('Invalid input parameters.', { refreshToken: ['Required.'] })
  }
  const ttl = toTtl(body.ttl)
  if (!tokens.spend(body.refreshToken, now)) throw new Refusal('Refresh token is invalid.', null, 401)
  return answer(200, tokens.issue(now, ttl))
}

async function readBody(request: Request, allowed: readonly string[]): Promise<Row> {
  if (request.method !== 'POST') throw new Refusal('Method not allowed.', null, 405)
  const body = parse(await request.text())
  const unknown = Object.keys(body).find((key) => !allowed.includes(key))
  if (unknown !== undefined)
    throw new Refusal('Invalid input parameters.', { [unknown]: ['Unknown parameter.'] })
  return body
}

function parse(text: string): Row {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch {
    // Answered below like any other body that is no object.
  }
  throw new Refusal('Invalid input parameters.', 'The body must be a JSON object.')
}

function toTtl(value: unknown): number | undefined {
  if (value === undefined) return undefined
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) {
    throw new Refusal('Invalid input parameters.', { ttl: ['Must be a positive number of seconds.'] })
  }
  return value
}

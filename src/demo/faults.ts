// Vendors in trouble at the press of a button: the demo's page `/demo`, so that FAILED, STALE and CAPPED can be seen.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Intercept } from './simulator.ts'
import { answer } from './simulator.ts'

interface Faulty {
  intercept: Intercept | undefined
}

const SLOW_MS = 4000

interface Sleeper {
  sleep(ms: number): Promise<void>
}

/** By the word of the button; a vendor in order answers by itself. */
function faultsOf(clock: Sleeper): Readonly<Record<string, Intercept | undefined>> {
  return {
    'in order': undefined,
    slow: () => clock.sleep(SLOW_MS).then(() => undefined),
    failing: () => answer(503, { message: 'Service unavailable' }),
    'out of quota': () => answer(429, { message: 'Rate limit exceeded' }, { 'retry-after': '30' }),
  }
}

/** Answers `GET /demo`, and e.g. `POST /demo/ujet/failing`. */
export function createFaults(vendors: Readonly<Record<string, Faulty>>, clock: Sleeper) {
  const faults = faultsOf(clock)

  const buttonOf = (vendor: string, fault: string) => {
    const isOn = vendors[vendor]?.intercept === faults[fault]
    return `<button formaction="${toPath(vendor, fault)}"${isOn ? ' disabled' : ''}>${fault}</button>`
  }

  const page = () => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Vendors of the demo</title>
<h1>Vendors of the demo</h1>
<p>Put a vendor in trouble, and see in <a href="/">the console</a> or <a href="/graphql">GraphiQL</a> how accounts report it.</p>
<form method="post"><table>
${Object.keys(vendors)
  .map((vendor) => {
    const buttons = Object.keys(faults).map((fault) => buttonOf(vendor, fault))
    return `<tr><th scope="row">${vendor}</th><td>${buttons.join(' ')}</td></tr>`
  })
  .join('\n')}
</table></form></html>
`

  return (request: IncomingMessage, response: ServerResponse, pathname: string): boolean => {
    if (request.method === 'GET' && pathname === '/demo') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page())
      return true
    }
    if (request.method !== 'POST') return false
    for (const [vendor, simulator] of Object.entries(vendors))
      for (const [fault, intercept] of Object.entries(faults)) {
        if (pathname !== toPath(vendor, fault)) continue
        // Other sites may not; browsers say whose page it is.
        const isOwn = /^(?:same-origin|none)$/.test(request.headers['sec-fetch-site'] ?? 'none')
        if (isOwn) simulator.intercept = intercept
        response.writeHead(isOwn ? 303 : 403, { location: '/demo' }).end()
        return true
      }
    return false
  }
}

/** E.g. `/demo/allo-media/out-of-quota`. */
function toPath(vendor: string, fault: string): string {
  return `/demo/${vendor}/${fault.replaceAll(' ', '-')}`.toLowerCase().replaceAll('_', '-')
}

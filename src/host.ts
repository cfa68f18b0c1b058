// Addresses to listen on, in all spellings, and their origins for a browser on this machine.
import { isIPv6 } from 'node:net'

/** The hostname of a URL, e.g. `[::1]` for `::1` and `0:0:0:0:0:0:0:1`. */
function hostnameOf(host: string): string {
  const address = `http://${isIPv6(host) ? `[${host}]` : host}`
  return URL.canParse(address) ? new URL(address).hostname : host
}

/** 127.0.0.0/8, also in IPv6, e.g. `[::ffff:7f00:1]`. */
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\]|\[::ffff:7f[\da-f]{2}:[\da-f]{1,4}\])$/

export function isLoopback(host: string): boolean {
  return LOOPBACK.test(hostnameOf(host))
}

/** All addresses of the machine, `localhost` among them. */
const ALL: ReadonlySet<string> = new Set(['0.0.0.0', '[::]', '[::ffff:0:0]'])

/** E.g. `http://[::1]:4000` for `::1`. */
export function toOrigin(host: string, port: number): string {
  const hostname = hostnameOf(host)
  return `http://${ALL.has(hostname) ? 'localhost' : hostname}:${port}`
}

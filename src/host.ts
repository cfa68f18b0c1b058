// Addresses to listen on in all their spellings, and the address by which a person on this machine reaches them.
import { isIPv6 } from 'node:net'

/** As a URL has it: `::1` and `0:0:0:0:0:0:0:1` are `[::1]`. */
function hostnameOf(host: string): string {
  const address = `http://${isIPv6(host) ? `[${host}]` : host}`
  return URL.canParse(address) ? new URL(address).hostname : host
}

/** 127.0.0.0/8, also written as IPv6. */
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\]|\[::ffff:7f[\da-f]{2}:[\da-f]{1,4}\])$/

/** Whether an address is this machine's own, which no other reaches. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(hostnameOf(host))
}

/** Every address of the machine, of which `localhost` is one. */
const ALL: ReadonlySet<string> = new Set(['0.0.0.0', '[::]', '[::ffff:0:0]'])

/** Example: `http://[::1]:4000` for `::1`. */
export function toOrigin(host: string, port: number): string {
  const hostname = hostnameOf(host)
  return `http://${ALL.has(hostname) ? 'localhost' : hostname}:${port}`
}

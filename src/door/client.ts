// The client of a request, by which slots and limits are shared:
// application and person of the sign-in, else address and name.
import type { Clock, Instant } from '../domain/time.ts'
import type { Viewer } from '../domain/viewer.ts'
import { BlockList, isIP } from 'node:net'

/** An address or a network: `192.0.2.7`, `10.0.0.0/8`, `2001:db8::/32`. Null for anything else. */
export function toNetwork(text: string): { readonly address: string; readonly bits: number } | null {
  const [, address = '', length] = /^([\d.:a-f]+)(?:\/(\d{1,3}))?$/i.exec(text) ?? []
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  const bits = length === undefined ? most : Number(length)
  return bits < 0 || bits > most ? null : { address, bits }
}

/**
 * The address that no client can forge.
 *
 *     x-forwarded-for: <written by the client>, 203.0.113.5, 10.9.9.9    connection: 10.1.2.3
 *                                               ^ the client  ^ trusted proxies
 */
export type AddressOf = (connection: string | undefined, forwardedFor: string | null) => string

/** `trusted`: networks that `toNetwork` accepts. */
export function createAddresses(trusted: readonly string[]): AddressOf {
  const proxies = new BlockList()
  for (const text of trusted) {
    const network = toNetwork(text)
    if (network !== null) proxies.addSubnet(network.address, network.bits, familyOf(network.address))
  }
  const isProxy = (address: string) => isIP(address) !== 0 && proxies.check(address, familyOf(address))

  return (connection = '', forwardedFor) => {
    let address = toPlain(connection)
    for (const entry of (forwardedFor ?? '').split(',').toReversed()) {
      const named = toPlain(entry.trim())
      if (!isProxy(address) || isIP(named) === 0) break
      address = named
    }
    return toGroup(address)
  }
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}

/** `[2001:db8::7%eth0]:80` → `2001:db8::7`, `::ffff:192.0.2.7` → `192.0.2.7` */
function toPlain(text: string): string {
  const [, inBrackets] = /^\[([\d.:a-f]+)(?:%\w+)?\](?::\d+)?$/i.exec(text) ?? []
  const [, beforePort] = /^(\d+(?:\.\d+){3}):\d+$/.exec(text) ?? []
  const address = inBrackets ?? beforePort ?? text.replace(/%\w+$/, '')
  const [, mapped] = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address) ?? []
  return mapped ?? address.toLowerCase()
}

/** The /64 of an IPv6 address, which one client has to itself: `2001:db8::7` → `2001:db8:0:0::` */
function toGroup(address: string): string {
  if (isIP(address) !== 6) return address
  // The URL parser shortens an address.
  const [left = '', right = ''] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const parts = (text: string) => (text === '' ? [] : text.split(':'))
  const [head, tail] = [parts(left), parts(right)]
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0')
  return `${[...head, ...zeros, ...tail].slice(0, 4).join(':')}::`
}

const LONGEST_NAME = 64
const MOST_NAMES = 100

/** Another name may replace one that is unused for this long. */
const NAME_TTL_MS = 60_000

export interface ClientNames {
  /** `Ask.client`: `@<application>/<person>`, `@@<person>/` or `<address>/<name>`. */
  clientOf(viewer: Viewer, headers: Headers, address: string): string
}

/** Keeps the latest names apart; further ones are all `other`. */
export function createClientNames(clock: Clock): ClientNames {
  /** Oldest first. */
  const seenAt = new Map<string, Instant>()

  function keep(name: string): string {
    if (!seenAt.has(name) && seenAt.size >= MOST_NAMES) {
      const [[oldest, at] = ['', 0]] = seenAt
      if (clock.now() - at < NAME_TTL_MS) return 'other'
      seenAt.delete(oldest)
    }
    seenAt.delete(name)
    seenAt.set(name, clock.now())
    return name
  }

  return {
    clientOf: ({ client, name: person }, headers, address) => {
      // `@` starts no address.
      if (client !== null) return `@${encode(client)}/${encode(person ?? '')}`
      if (person !== null) return `@@${encode(person)}/`
      const name = headers.get('graphql-client-name') ?? headers.get('apollographql-client-name') ?? ''
      return `${address}/${keep(name.slice(0, LONGEST_NAME))}`
    },
  }
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

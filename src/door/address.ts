// The address of a client: that of its connection, or, behind proxies that are trusted, the one that they name.
import { BlockList, isIP } from 'node:net'

export type AddressOf = (connection: string | undefined, forwardedFor: string | null) => string

/** An address or a network, as `192.0.2.7`, `10.0.0.0/8` or `2001:db8::/32`; null for anything else. */
export function toNetwork(text: string): { readonly address: string; readonly bits: number } | null {
  const [, address = '', length] = /^([\d.:a-f]+)(?:\/(\d{1,3}))?$/i.exec(text) ?? []
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  const bits = length === undefined ? most : Number(length)
  return bits < 0 || bits > most ? null : { address, bits }
}

/** `trusted` are networks as `toNetwork` reads them. */
export function createAddresses(trusted: readonly string[]): AddressOf {
  const proxies = new BlockList()
  for (const text of trusted) {
    const network = toNetwork(text)
    if (network !== null) proxies.addSubnet(network.address, network.bits, familyOf(network.address))
  }
  const isProxy = (address: string) => isIP(address) !== 0 && proxies.check(address, familyOf(address))

  return (connection = '', forwardedFor) => {
    let address = toPlain(connection)
    // Each proxy adds at the end whom it was asked by, so that what a client wrote itself stands before all that is true.
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

/** Without port, brackets and zone; an IPv4 address that is written as an IPv6 one is the same client. */
function toPlain(text: string): string {
  const [, inBrackets] = /^\[([\d.:a-f]+)(?:%\w+)?\](?::\d+)?$/i.exec(text) ?? []
  const [, beforePort] = /^(\d+(?:\.\d+){3}):\d+$/.exec(text) ?? []
  const address = inBrackets ?? beforePort ?? text.replace(/%\w+$/, '')
  const [, mapped] = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address) ?? []
  return mapped ?? address.toLowerCase()
}

/** One client has at least 64 bits of IPv6 addresses to itself, and must not have a share for each. */
function toGroup(address: string): string {
  if (isIP(address) !== 6) return address
  // The URL parser writes an address in its shortest form.
  const [left = '', right = ''] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const parts = (text: string) => (text === '' ? [] : text.split(':'))
  const [head, tail] = [parts(left), parts(right)]
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0')
  return `${[...head, ...zeros, ...tail].slice(0, 4).join(':')}::`
}

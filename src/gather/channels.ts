// Channels by the vendor's id, out of an account's whole list, which is read where a row carries only the id.
import type { Ask } from '../domain/ask.ts'
import type { OwnChannel } from '../domain/channel.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { ReadWhole } from './question.ts'
import { UpstreamError } from '../domain/errors.ts'
import { LIST_TTL_MS } from '../domain/ttl.ts'

type ById = ReadonlyMap<string, OwnChannel>

/** The channel, null where the account's list does not have the id. Rejects with UpstreamError. */
export type FindChannel = (account: string, vendorId: string, ask: Ask) => Promise<OwnChannel | null>

/** A refusal holds for the list's ttl; after that the list is asked for again, and an answer ends it. */
export function createChannels(readWhole: ReadWhole, clock: Clock): FindChannel {
  const refusals = new Map<string, { readonly error: UpstreamError; readonly until: Instant }>()
  // An operation with a hundred rows reads the list once.
  const reads = new WeakMap<Ask, Map<string, Promise<ById>>>()

  async function read(account: string, ask: Ask): Promise<ById> {
    const refusal = refusals.get(account)
    if (refusal !== undefined && refusal.until > clock.now()) throw refusal.error
    try {
      const { rows } = await readWhole('CHANNEL', account, {}, ask)
      refusals.delete(account)
      return new Map(
        rows.flatMap(({ channel }) => (channel?.vendorId == null ? [] : [[channel.vendorId, channel]])),
      )
    } catch (error) {
      if (!(error instanceof UpstreamError) || error.code !== 'UPSTREAM_REJECTED') throw error
      const refused = toRefusal(error)
      refusals.set(account, { error: refused, until: clock.now() + LIST_TTL_MS.CHANNEL })
      throw refused
    }
  }

  return async (account, vendorId, ask) => {
    const own = reads.get(ask) ?? new Map<string, Promise<ById>>()
    reads.set(ask, own)
    const byId = own.get(account) ?? read(account, ask)
    own.set(account, byId)
    return (await byId).get(vendorId) ?? null
  }
}

function toRefusal({ account, status }: UpstreamError): UpstreamError {
  const how = status === null ? '' : ` (HTTP ${status})`
  const message = `${account} refused the list of its channels${how}, so of a channel only what its row carries is known; the list is tried again after ${LIST_TTL_MS.CHANNEL / 60_000} minutes`
  return new UpstreamError(account, 'UPSTREAM_REJECTED', message, { status })
}

/** What an answer shows of a call, where the documents leave it open. */
import { isRow, toText } from '../fields.ts'
import { hash } from '../random.ts'
import type { Row } from '../shelf.ts'

export type Shape = {
  /** Whether rows carry what is known as filters only: mode, voicemail, rating and version of the agent. */
  filterFields: 'shown' | 'hidden'
  /** The unit of `metadata.duration`; filters are in milliseconds. */
  durationUnit: 'milliseconds' | 'seconds'
  /**
   * Where AI agent, duration and analysis stand: in the call's metadata, in the call itself, in both, or in each call
   * elsewhere.
   */
  place: 'metadata' | 'row' | 'both' | 'mixed'
}

const knownAsFilters = new Set(['mode', 'voicemail', 'call_completion_rating', 'agent_version_id'])

export function showCall(row: Row, shape: Shape): Row {
  const entries = Object.entries(row).filter(
    ([name]) => shape.filterFields === 'shown' || !knownAsFilters.has(name),
  )
  const shown: Row = Object.fromEntries(entries)
  const { metadata } = shown
  if (shape.durationUnit === 'seconds' && isRow(metadata) && typeof metadata.duration === 'number') {
    shown.metadata = { ...metadata, duration: metadata.duration / 1000 }
  }
  return placed(shown, shape.place)
}

const places = ['metadata', 'row', 'both'] as const

function placed(row: Row, place: Shape['place']): Row {
  const where = place === 'mixed' ? places[hash(toText(row.id)) % places.length] : place
  const { metadata, ...rest } = row
  if (where === 'metadata' || !isRow(metadata)) return row
  const flat = { ...rest, ...metadata }
  return where === 'row' ? flat : { ...flat, metadata }
}

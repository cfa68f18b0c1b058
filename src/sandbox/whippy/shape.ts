/** What an answer shows of a call, where the documents leave it open. */
import { isRow } from '../fields.ts'
import type { Row } from '../shelf.ts'

export type Shape = {
  /** Whether rows carry what is known as filters only: mode, voicemail, rating and version of the agent. */
  filterFields: 'shown' | 'hidden'
  /** The unit of `metadata.duration`; filters are in milliseconds. */
  durationUnit: 'milliseconds' | 'seconds'
}

const knownAsFilters = new Set(['mode', 'voicemail', 'call_completion_rating', 'agent_version_id'])

export function showCall(row: Row, { filterFields, durationUnit }: Shape): Row {
  const entries = Object.entries(row).filter(
    ([name]) => filterFields === 'shown' || !knownAsFilters.has(name),
  )
  const shown: Row = Object.fromEntries(entries)
  const { metadata } = shown
  if (durationUnit === 'seconds' && isRow(metadata) && typeof metadata.duration === 'number') {
    shown.metadata = { ...metadata, duration: metadata.duration / 1000 }
  }
  return shown
}

// Opening hours of all menus; the document shows no answer.
import { place } from '../../domain/id.ts'
import { defineResource } from '../define.ts'
import { toObject, toWord } from '../wire.ts'
import { firstOf, toMenuOf } from './unpublished.ts'

// UNVERIFIED: all of them.
const KEYS = {
  name: ['name', 'menu.name'],
  timeZone: ['time_zone', 'timezone'],
}

export const operationHours = defineResource('OPERATION_HOURS', {
  path: 'menus/operation_hours',
  paging: null,
  filters: {},
  toRow: (value, account, _filter, index) => {
    const row = toObject(value)
    if (row === null) return null
    return {
      ...place('OPERATION_HOURS', account, index),
      menu: toMenuOf(row, account),
      name: toWord(firstOf(row, KEYS.name)),
      timeZone: toWord(firstOf(row, KEYS.timeZone)),
      raw: row,
    }
  },
})

// A menu as other rows carry it: without assignments.
import type { Menu } from '../../domain/menu.ts'
import type { AccountIdentity } from '../define.ts'
import type { Tell } from '../wire.ts'
import { identify } from '../../domain/id.ts'
import { stub, toFlag, toInteger, toObject, toWord } from '../wire.ts'
import { toRef } from './api.ts'
import { toMenuType } from './words.ts'

export const MENU_STUB = [
  'name',
  'type',
  'vendorType',
  'position',
  'deleted',
  'hidden',
  'outputMessage',
  'parent',
]

export function toMenuStub(value: unknown, account: AccountIdentity, tell: Tell = stub) {
  const row = toObject(value)
  const vendorId = toWord(row?.id)
  if (row === null || vendorId === null) return null
  return {
    ...identify('MENU', account, vendorId),
    name: tell(row, 'name', toWord),
    type: tell(row, 'menu_type', (type) => toMenuType(type) ?? 'UNKNOWN'),
    vendorType: tell(row, 'menu_type', toWord),
    position: tell(row, 'position', toInteger),
    deleted: tell(row, 'deleted', toFlag),
    // Text in the document, a boolean in most rows.
    hidden: tell(row, 'hidden', toFlag),
    outputMessage: tell(row, 'output_msg', toWord),
    parent: tell(row, 'parent_id', (id) => toRef('MENU', account, id)),
  } satisfies Menu
}

// Six answers have no published shape; keys missed here stay in `raw`.
// UNVERIFIED: every key read from them. Source: the document's prose and sibling APIs.
import type { Menu } from '../../domain/menu.ts'
import type { MenuPath } from '../../domain/session.ts'
import type { AccountIdentity } from '../define.ts'
import type { Wire } from '../wire.ts'
import { toObject, toWord } from '../wire.ts'
import { toRef } from './api.ts'
import { toMenuStub } from './menu-stub.ts'
import { toMenuPath } from './session.ts'

/** The first value found; a dot enters an object, e.g. `menu.id`. */
export function firstOf(row: Wire, keys: readonly string[]): unknown {
  const values = keys.map((key) => key.split('.').reduce<unknown>(enter, row))
  return values.find((value) => value !== null && value !== undefined)
}

function enter(value: unknown, key: string): unknown {
  const object = toObject(value)
  return object !== null && Object.hasOwn(object, key) ? object[key] : undefined
}

export function firstObject(row: Wire, keys: readonly string[]): Wire | null {
  return keys.map((key) => toObject(enter(row, key))).find((object) => object !== null) ?? null
}

/** The row's menu, by object, id or the end of a path. */
export function toMenuOf(
  row: Wire,
  account: AccountIdentity,
  ids: readonly string[] = ['menu_id'],
): Menu | null {
  const object = firstObject(row, ['menu'])
  if (object !== null) return toMenuStub(object, account)
  const menu = toRef('MENU', account, firstOf(row, ids))
  if (menu === null) return toMenuPathOf(row, account)?.menus?.at(-1) ?? null
  const name = toWord(firstOf(row, ['menu_name']))
  return name === null ? menu : { ...menu, name }
}

/** An object, or names and ids under separate keys. */
export function toMenuPathOf(row: Wire, account: AccountIdentity): MenuPath | null {
  const path = firstOf(row, ['menu_path'])
  const ids = firstOf(row, ['materialized_path'])
  return toMenuPath(ids === undefined ? path : { materialized_path: ids, name: path }, account)
}

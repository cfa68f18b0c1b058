// When menus are open.
import type { Row } from '../shelf.ts'
import type { World } from './world.ts'
import { isTrue, toNumber } from './values.ts'

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']

export function operationHours(world: World): Row[] {
  return world.data.menus
    .filter((menu) => !isTrue(menu.deleted))
    .map((menu) => {
      const id = toNumber(menu.id) ?? 0
      return world.spellings.hours({
        menuId: menu.id,
        name: menu.name,
        timeZone: id % 4 === 0 ? 'Europe/Lisbon' : 'America/Chicago',
        from: id % 3 === 0 ? '00:00' : '08:00',
        to: id % 3 === 0 ? '24:00' : '20:00',
        days: id % 2 === 0 ? [...WEEKDAYS, 'saturday', 'sunday'] : WEEKDAYS,
      })
    })
}

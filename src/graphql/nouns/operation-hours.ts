// When menus are open.
import type { OperationHours as Row } from '../../domain/menu.ts'
import { builder } from '../schema/builder.ts'
import { defineWholeList } from '../schema/connection.ts'
import { queryWholeList } from '../schema/list-field.ts'
import { Menu } from '../schema/refs.ts'

const OperationHours = builder.objectRef<Row>('OperationHours').implement({
  description:
    'One definition of when a menu is open. UJET only. UNVERIFIED: every field, because the vendor does not show the answer.',
  fields: (t) => ({
    menu: t.expose('menu', { type: Menu, unverified: true, description: 'The menu the hours are for.' }),
    name: t.exposeString('name', { unverified: true, description: 'The name of the definition.' }),
    timeZone: t.expose('timeZone', {
      type: 'TimeZone',
      unverified: true,
      description: 'The time zone the hours are told in.',
    }),
    raw: t.expose('raw', {
      type: 'JSON',
      description:
        'The row as the vendor sent it, with the hours themselves, because its shape is documented nowhere.',
    }),
  }),
})

const words = { one: 'definition of operation hours', many: 'definitions of operation hours' }

builder.queryFields((t) => ({
  operationHours: queryWholeList(t, {
    noun: 'OPERATION_HOURS',
    words,
    type: defineWholeList('OperationHoursList', OperationHours, words),
    description:
      'The opening hours of all menus; one upstream request for each account, kept for 10 minutes.',
  }),
}))

// Service levels of menus and queue groups.
import type { ServiceLevel as Row } from '../../domain/service-level.ts'
import { InputError } from '../../domain/errors.ts'
import { builder } from '../schema/builder.ts'
import { rowType } from '../schema/row-type.ts'
import { defineWholeList } from '../schema/connection.ts'
import { queryWholeList } from '../schema/list-field.ts'
import { Menu, MenuPath } from '../schema/refs.ts'
import { SERVICE_LEVEL_CHANNELS, SERVICE_LEVEL_GROUPS } from '../../domain/service-level.ts'
import { enumFor } from '../schema/enum.ts'

const ServiceLevel = rowType<Row>()('ServiceLevel', {
  description:
    'How well one menu or group of queues kept its service level in the last minutes. UJET only. UNVERIFIED: every measured field, because the vendor does not show the answer.',
  fields: {
    channel: [SERVICE_LEVEL_CHANNELS, 'The channel that was asked for.'],
    minutes: ['Int', 'How many minutes were looked back, as asked for.'],
    groupBy: [SERVICE_LEVEL_GROUPS, 'By what the rows are grouped, as asked for.'],
    menu: [Menu, 'The menu, null when grouped by group of queues.', { unverified: true }],
    menuPath: [MenuPath, 'The way to the menu, null when grouped by group of queues.', { unverified: true }],
    queueGroup: [
      'String',
      'The name of the group of queues, null when grouped by menu.',
      { unverified: true },
    ],
    servicePercent: [
      'Float',
      'The share that kept the service level.',
      { unit: 'percent', unverified: true },
    ],
    raw: ['JSON', 'The row as the vendor sent it, because its shape is documented nowhere.', { pii: 'TEXT' }],
  },
})

builder.queryFields((t) => ({
  serviceLevels: queryWholeList(t, {
    noun: 'SERVICE_LEVEL',
    type: defineWholeList('SERVICE_LEVEL', ServiceLevel),
    description: 'The service levels of the last minutes; one upstream request for each account.',
    args: {
      channel: t.arg({
        type: enumFor(SERVICE_LEVEL_CHANNELS),
        required: true,
        description: 'Whose service level is meant.',
      }),
      minutes: t.arg.int({
        required: true,
        description: 'How many minutes to look back from now, at least 1.',
      }),
      groupBy: t.arg({
        type: enumFor(SERVICE_LEVEL_GROUPS),
        required: true,
        defaultValue: 'MENU',
        description: 'What the levels are given for.',
      }),
    },
    check: ({ minutes }) => {
      if (minutes < 1) throw new InputError(`Argument "minutes": expected at least 1, got ${minutes}.`)
    },
  }),
}))

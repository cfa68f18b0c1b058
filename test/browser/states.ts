// States of a company that the console must look good in.
import type { State } from './gateway.ts'

const FIVE = [
  ['ujet', 'UJET'],
  ['callcap', 'CALLCAP'],
  ['whippy', 'WHIPPY'],
  ['allo-media', 'ALLO_MEDIA'],
  ['twin', 'TWIN'],
] as const

const usual: State = {
  accounts: FIVE,
  callsAnHour: 90,
  agents: { 'In call': 14, Available: 9, 'Wrap-up': 4, Break: 2, Meeting: 1 },
  queues: [
    ['Billing', 4, 281],
    ['Support', 2, 75],
    ['Returns', 1, 12],
  ],
}

const LONG = 'Kundenbetreuung für Geschäftskunden in Österreich und der Schweiz'

export const STATES = {
  usual,
  empty: { ...usual, callsAnHour: 0, agents: {}, queues: [] },
  single: { ...usual, accounts: [['ujet', 'UJET']] },
  twenty: {
    ...usual,
    callsAnHour: 123_456,
    accounts: Array.from({ length: 20 }, (_, index) => {
      const [name, vendor] = FIVE[index % FIVE.length] ?? FIVE[0]
      return [index < FIVE.length ? name : `${name}-north-america-west-${index}`, vendor] as const
    }),
    agents: { [LONG]: 1240, Available: 310, 'In call': 88 },
    queues: [
      [LONG, 1250, 40_000],
      ['Donaudampfschifffahrtsgesellschaft', 12, 60],
    ],
  },
  down: { ...usual, down: ['callcap'] },
  narrow: { ...usual, nouns: ['CALL'] },
} as const satisfies Readonly<Record<string, State>>

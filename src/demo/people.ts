// Invented people: their names, mail addresses and telephone numbers lead nowhere.
import type { Random } from './random.ts'

export interface Name {
  readonly first: string
  readonly middle: string | null
  readonly last: string
  readonly full: string
  readonly email: string
}

/** Generates personal values. Each contains the canary, so that tests can search for leaks. */
export interface Personal {
  readonly mark: (text: string) => string
  /** `key` makes mail addresses unique. */
  name(random: Random, key: string | number): Name
  phone(random: Random): string
  readonly url: (path: string) => string
}

const FIRST_NAMES = (
  'Ada Amara Anton Beatriz Bruno Carmen Chidi Clara Dario Dilnoza Edda Eliot Emeka Farah Felix Freya Gita ' +
  'Goran Hana Hugo Ines Ivo Jamal Jonas Kaito Kamala Lars Leila Lucia Mateo Mira Nadia Noor Oskar Priya ' +
  'Quinn Rafael Rosa Samir Sofia Tariq Tove Uma Viktor Wanda Yara Yusuf Zora'
).split(' ')

const LAST_NAMES = (
  'Abara Almeida Bergstrom Blackwood Castellan Chowdhury Delacroix Drummond Eriksen Fairweather Farrokh ' +
  'Galloway Hollis Iwata Jankowski Kaplan Kowalczyk Lindqvist Lockhart Marchetti Mbeki Nakamura Norrington ' +
  'Okafor Ostrander Pemberton Petrov Quigley Ramaswamy Rosenthal Sandoval Silvestri Takahashi Thackeray ' +
  'Underhill Vasquez Vilnius Whitlock Yamazaki Zelenko'
).split(' ')

export function createPersonal(canary = ''): Personal {
  const mark = (text: string): string => text + canary
  return {
    mark,
    name(random, key) {
      const first = random.pick(FIRST_NAMES)
      const last = random.pick(LAST_NAMES)
      return {
        first: mark(first),
        middle: random.chance(0.3) ? mark(random.pick(FIRST_NAMES)) : null,
        last: mark(last),
        full: mark(`${first} ${last}`),
        email: `${mark(`${first}.${last}.${key}`.toLowerCase())}@example.${random.pick(['com', 'org'])}`,
      }
    },
    phone: (random) =>
      mark(
        random.chance(0.85)
          ? `+1316555${String(random.int(0, 9999)).padStart(4, '0')}`
          : `+441632960${String(random.int(0, 999)).padStart(3, '0')}`,
      ),
    url: (path) => `https://files.example.com/${canary === '' ? '' : `${canary}/`}${path}`,
  }
}

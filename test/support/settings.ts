// Settings that are good, to be spoilt one by one, and what is said of them then.
import assert from 'node:assert/strict'
import type { Config } from '../../src/config/config.ts'
import type { Settings } from '../../src/config/settings.ts'
import { ConfigError, loadConfig } from '../../src/config/config.ts'
import { accountSettings, vendorSettings } from '../../src/config/account-settings.ts'
import { SETTINGS, variablesOf } from '../../src/config/settings.ts'
import { DESCRIPTIONS } from '../../src/vendors/index.ts'

export const UJET = {
  UJET_BASE_URL: 'https://customer.example.com/manager/api/v1',
  UJET_USERNAME: 'customer',
  UJET_PASSWORD: 'token',
}
export const GOOD = { AUTH: 'none', ...UJET }

export type Environment = Readonly<Record<string, string | undefined>>

export const load = (changes: Environment = {}): Config => loadConfig({ ...GOOD, ...changes })

export function problemsOf(...settings: Parameters<typeof loadConfig>): readonly string[] {
  try {
    loadConfig(...settings)
  } catch (error) {
    assert.ok(error instanceof ConfigError)
    return error.problems
  }
  return []
}

/** The problems when these variables are changed in settings that are good. */
export const problems = (changes: Environment) => problemsOf({ ...GOOD, ...changes })

/** Asserts that there is exactly one problem, and that it speaks so. */
export function assertProblem(found: readonly string[], words: RegExp): void {
  assert.equal(found.length, 1, found.join('\n'))
  assert.match(found[0]!, words)
}

/** Every table of settings there is, with what its variables begin with. */
export const tables: readonly [Settings, string][] = [
  [SETTINGS, ''],
  ...Object.values(DESCRIPTIONS).flatMap((description): [Settings, string][] => {
    const prefix = `${description.defaultName.toUpperCase().replaceAll('-', '_')}_`
    return [
      [vendorSettings(description), prefix],
      [accountSettings(description), prefix],
    ]
  }),
]
export const variables = tables.flatMap(([table, prefix]) => variablesOf(table, prefix))

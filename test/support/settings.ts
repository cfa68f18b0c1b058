// Valid settings, to be spoilt one by one, and the problems that follow.
import assert from 'node:assert/strict'
import type { Config } from '../../src/config/config.ts'
import type { AccountConfig } from '../../src/vendors/account.ts'
import type { Settings } from '../../src/config/settings.ts'
import type { SimulatedVendor } from '../../src/demo/accounts.ts'
import { ConfigError, loadConfig } from '../../src/config/config.ts'
import { accountSettings, toPrefix, vendorSettings } from '../../src/config/accounts.ts'
import { SETTINGS, variablesOf } from '../../src/config/settings.ts'
import { sandboxEnvironment } from '../../src/demo/accounts.ts'
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

/** The problems of valid settings with these changes. */
export const problems = (changes: Environment) => problemsOf({ ...GOOD, ...changes })

/** Asserts exactly one problem, with these words. */
export function assertProblem(found: readonly string[], words: RegExp): void {
  assert.equal(found.length, 1, found.join('\n'))
  assert.match(found[0]!, words)
}

/** Every table of settings, and the beginning of its variables. */
export const tables: readonly [Settings, string][] = [
  [SETTINGS, ''],
  ...Object.values(DESCRIPTIONS).flatMap((description): [Settings, string][] => {
    const prefix = toPrefix(description.defaultName)
    return [
      [vendorSettings(description), prefix],
      [accountSettings(description), prefix],
    ]
  }),
]
export const variables = tables.flatMap(([table, prefix]) => variablesOf(table, prefix))

/** The accounts of a sandbox, at the quotas of the real vendors. */
export function sandboxAccounts(...options: Parameters<typeof sandboxEnvironment>) {
  // The environment has settings of simulated vendors alone.
  return loadConfig({ AUTH: 'none', ...sandboxEnvironment(...options) })
    .accounts as readonly SimulatedAccount[]
}

type SimulatedAccount = AccountConfig & { readonly vendor: SimulatedVendor }

// The settings of an account, by the suffix of their variables: what its vendor needs to know, and what every account has.
import type { Parse } from './parse.ts'
import type { Setting, Settings } from './settings.ts'
import type { VendorDescription, VendorSetting } from '../vendors/define.ts'
import { overrides } from './overrides.ts'
import { line, pace, quota, timeZone, url, whole } from './parse.ts'
import { RESPONSE_BYTES } from '../upstream/body.ts'

const PARSE_BY_KIND: Readonly<Record<VendorSetting['kind'], Parse<string>>> = {
  url,
  text: line,
  secret: line,
  timeZone,
}

/** What a vendor needs to know of an account, by suffix. What has no fallback are its credentials. */
export function vendorSettings({ settings }: VendorDescription): Readonly<Record<string, Setting<string>>> {
  return Object.fromEntries(
    settings.map(({ suffix, meaning, kind, fallback = '' }) => [
      suffix,
      { meaning, fallback, parse: PARSE_BY_KIND[kind], secret: kind === 'secret' },
    ]),
  )
}

/** Of settings that stand instead of each other, those that are needed, by suffix. */
export function neededSettings(
  { settings }: VendorDescription,
  isSet: (suffix: string) => boolean,
): (suffix: string) => boolean {
  const spared = new Set(
    settings.flatMap(({ suffix, instead }) => {
      if (instead === undefined) return []
      return isSet(suffix) ? instead : [suffix]
    }),
  )
  return (suffix) => !spared.has(suffix)
}

/** What every account has, by suffix; the vendor says what stands in. */
export function accountSettings({
  quota: { requests, windowMs },
  timeoutMs,
  overrides: known,
}: VendorDescription) {
  const window = windowMs % 1000 === 0 ? `${windowMs / 1000}s` : `${windowMs}ms`
  return {
    QUOTA: {
      meaning: 'requests that the vendor allows per window',
      fallback: `${requests}/${window}`,
      parse: quota,
    },
    PACE: {
      meaning: "space between requests as a multiple of the quota's interval, 1 or more",
      fallback: '1.04',
      parse: pace,
    },
    TIMEOUT_MS: {
      meaning: 'milliseconds that one request to the vendor may take, and a list waits for it',
      fallback: String(timeoutMs),
      parse: whole(100, 120_000),
    },
    RESPONSE_BYTES: {
      meaning: 'bytes that one answer of the vendor may have, decompressed',
      fallback: String(RESPONSE_BYTES),
      parse: whole(65_536, 268_435_456),
    },
    OVERRIDES: {
      meaning: "JSON for what the vendor's documents leave open",
      fallback: '{}',
      parse: overrides(known),
    },
  } satisfies Settings
}

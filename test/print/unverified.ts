// schema/unverified.md: undocumented claims by vendor.
import { VENDOR_NAMES } from '../../src/domain/vendor.ts'
import { DESCRIPTIONS } from '../../src/vendors/index.ts'
import { toTable } from '../support/markdown.ts'

const INTRO = `# Undocumented claims

Written from the vendors' tables by \`npm run schema\`. \`npm run probe\` asks a real account which claims hold there: by a
question of its own, by the rows of a list, or by the fields that they fill. Those of _people_ need somebody who knows the
account; the report shows the shapes. It also tries paths, orders, and the filters that [filters.md](filters.md) calls
unproven.
`

/** Each claim of each vendor, and what settles it. */
export function printUnverified(): string {
  const sections = Object.values(DESCRIPTIONS).map(({ vendor, unverified }) => {
    const rows = Object.entries(unverified).flatMap(([noun, claims]) =>
      claims.map(({ claim, source = '', ask, holds, byFields }) => {
        const settledBy =
          byFields === true ? 'fields' : holds === undefined ? '_people_' : ask ? 'question' : 'rows'
        return [noun.toLowerCase().replaceAll('_', ' '), claim, settledBy, source]
      }),
    )
    return `## ${VENDOR_NAMES[vendor]}\n\n${toTable(['list', 'claim', 'settled by', 'hint'], rows)}\n`
  })
  return [INTRO, ...sections].join('\n')
}

// `.env.example`: every setting with its meaning, range and default, from the tables of settings.
import type { Setting, Settings } from '../../src/config/settings.ts'
import { accountSettings, toPrefix, vendorSettings } from '../../src/config/accounts.ts'
import { isSetting, SETTINGS, settingsIn } from '../../src/config/settings.ts'
import { VENDOR_NAMES } from '../../src/domain/vendor.ts'
import { DESCRIPTIONS } from '../../src/vendors/index.ts'

const WIDTH = 120

const INTRODUCTION = `The settings of Switchboard, written from the code by \`npm run schema\`.

Copy this file to .env, remove the # from the settings you need, and run \`npm start\`. Only AUTH and the credentials of one account are required. The value of a setting in this file is its default; no value means no default. \`npm run demo\` needs no settings: it runs over simulated vendors.

A line is NAME=value. A value that has a # or begins with a quote needs quotes: '…', "…" or \`…\`. It ends at the next quote of the same kind, also on a later line. In "…" alone \\n is a line break. Nothing else is replaced, neither $NAME nor a backslash. Spaces around a value are removed. A comment after a value has a space on either side of its #.

  UJET_PASSWORD='pa#ss"word'

A variable of the process overrides one of this file. A secret may come from a file: <NAME>_FILE is its path. All settings are checked at the start. Problems are printed in one list, without values. Misspelt names and settings without effect are warned of in the log.
`

const TITLES: Readonly<Record<keyof typeof SETTINGS, string>> = {
  server: 'Process',
  signIn: 'Sign-in',
  door: 'Operations of clients',
  gather: 'Lists, subscriptions and caches',
  accounts: 'Accounts',
}

export function printEnvExample(): string {
  const sections = Object.entries<Setting | Settings>(SETTINGS).map(([name, entry]) =>
    // Object.entries forgets the key type; the table of titles is total over it.
    printSection(TITLES[name as keyof typeof SETTINGS], isSetting(entry) ? { entry } : entry),
  )
  const vendors = Object.values(DESCRIPTIONS).map((description) => {
    const settings = { ...vendorSettings(description), ...accountSettings(description) }
    return printSection(VENDOR_NAMES[description.vendor], settings, toPrefix(description.defaultName))
  })
  return [comment(INTRODUCTION), ...sections, ...vendors].join('\n\n')
}

function printSection(title: string, settings: Settings, prefix = ''): string {
  const line = `# ── ${title} `
  return `${line.padEnd(WIDTH, '─')}\n\n${settingsIn(settings)
    .map((setting) => printSetting(setting, prefix))
    .join('\n')}`
}

/** E.g. `# Port to listen on. From 0 to 65535.` above `#PORT=4000`. */
function printSetting(setting: Setting, prefix: string): string {
  const { variable, meaning, note = '', example, fallback = '', parse, secret = false, usedWith } = setting
  const name = prefix + variable
  const sentences = [
    `${meaning.charAt(0).toUpperCase()}${meaning.slice(1)}.`,
    parse.hint ?? '',
    note,
    usedWith === undefined ? '' : `Used with ${prefix}${usedWith}.`,
    example === undefined ? '' : `Example: ${example}`,
  ]
  const text = sentences.filter((sentence) => sentence !== '').join(' ')
  return `${comment(text)}#${name}=${fallback}\n${secret ? `#${name}_FILE=\n` : ''}`
}

/** Wraps paragraphs; a line that begins with two spaces is kept, e.g. `  ACCOUNTS=emea:ujet`. */
function comment(text: string): string {
  const lines = text
    .trimEnd()
    .split('\n')
    .flatMap((line) => (line.startsWith('  ') ? [`# ${line}`] : wrap(line)))
  return `${lines.join('\n')}\n`
}

/** Code is not broken, e.g. `npm start`. */
const WORDS = /\S*`[^`]*`\S*|\S+/g

function wrap(paragraph: string): readonly string[] {
  const lines = ['#']
  for (const word of paragraph.match(WORDS) ?? []) {
    const line = `${lines.at(-1) ?? '#'} ${word}`
    if (line.length <= WIDTH || lines.at(-1) === '#') lines[lines.length - 1] = line.trimEnd()
    else lines.push(`# ${word}`)
  }
  return lines
}

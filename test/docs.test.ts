// README and docs: operations run, printed answers have the shape of real ones, links and commands exist.
// The code of docs/clients.md runs in test/federation.
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { Kind, parse } from 'graphql'
import { createFiveStage } from './support/five.ts'
import { firstEvent, isSubscription } from './support/events.ts'

const ROOT = join(import.meta.dirname, '..')
const PAGES = globSync(['*.md', 'docs/*.md', 'examples/*/README.md'], { cwd: ROOT }).toSorted()
const textOf = (page: string) => readFileSync(join(ROOT, page), 'utf8')

interface Block {
  readonly page: string
  readonly code: string
  /** The JSON below it, if any. */
  readonly answer: string | null
}

/** Operations of the schema; the supergraph's has fields of its neighbour. */
const OPERATIONS = PAGES.filter((page) => !page.startsWith('examples/supergraph/')).flatMap((page) =>
  [...textOf(page).matchAll(/^```graphql\n([\s\S]*?)^```\n(?:\n(?:<!--.*-->\n)?```json\n([\s\S]*?)^```)?/gm)]
    .map(([, code = '', answer]): Block => ({ page, code, answer: answer ?? null }))
    .filter(({ code }) => parse(code).definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION)),
)

/** Paths of keys, e.g. `data.calls.nodes[].id`. */
function pathsOf(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((one) => pathsOf(one, `${path}[]`)))]
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, one]) => pathsOf(one, `${path}.${key}`))
}

/** Times of the docs, moved to the clock of the test. */
function atNow(code: string, now: number): string {
  let hour = 3
  return code.replaceAll(/"20\d\d-[\d:TZ-]+"/g, () => JSON.stringify(new Date(now - (hour -= 1) * 3_600_000)))
}

test('operations are answered, as the page prints it', async () => {
  assert.ok(OPERATIONS.length >= 5)
  for (const { page, code, answer } of OPERATIONS) {
    const stage = createFiveStage()
    const query = atNow(code, stage.clock.now())
    const variables = { from: new Date(stage.clock.now() - 3_600_000) }
    const used = query.includes('$from') ? variables : {}
    const headers = { 'x-upstream': 'report' }
    const { data, errors, extensions } = isSubscription(query)
      ? await firstEvent(stage.gateway, query, used)
      : await stage.ask<object>(query, used, headers)
    assert.deepEqual(errors, [], `${page}:\n${code}`)
    if (answer === null) continue
    const real = new Set(pathsOf({ data, extensions }))
    const printed = pathsOf(JSON.parse(answer))
    assert.deepEqual(
      printed.filter((path) => !real.has(path)),
      [],
      page,
    )
  }
})

test('the first query of README takes the two requests of its bill', async () => {
  const first = OPERATIONS.find(({ page }) => page === 'README.md')
  assert.ok(first)
  const { code, answer } = first
  const { extensions } = await createFiveStage().ask(code)
  const toKind = ({ account, noun, kind }: Record<'account' | 'noun' | 'kind', unknown>) => [
    account,
    noun,
    kind,
  ]
  const { requests } = JSON.parse(answer ?? '').extensions.upstream
  assert.equal(requests.length, 2)
  assert.deepEqual(extensions.upstream.requests.map(toKind), requests.map(toKind))
})

test('docs/querying.md prints the plan of its operation', async () => {
  const [, query = '', plan = ''] =
    /For\n`(\{.+\})`:\n\n```json\n([\s\S]+?)```/.exec(textOf('docs/querying.md')) ?? []
  const stage = createFiveStage()
  const { extensions } = await stage.ask(query, {}, { 'x-upstream': 'plan' })
  const printed = JSON.parse(plan).extensions.upstream.plan.accounts
  // The others have no e-mails either.
  assert.deepEqual(extensions.upstream.plan?.accounts.slice(0, printed.length), printed)
})

test('links lead to files and headings', () => {
  const anchorsOf = (page: string) =>
    [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\d\s-]/gu, '')
        .replaceAll(' ', '-'),
    )
  const links = PAGES.flatMap((page) =>
    [...textOf(page).matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)]
      .map(([, link, image]) => link ?? image ?? '')
      .filter((link) => !/^https?:/.test(link))
      .map((link) => ({ page, link })),
  )
  assert.ok(links.length > 40)
  const dead = links.filter(({ page, link }) => {
    const [path = '', anchor] = link.split('#')
    const target = path === '' ? page : join(dirname(page), path)
    if (!existsSync(join(ROOT, target))) return true
    return anchor !== undefined && !anchorsOf(target).includes(anchor)
  })
  assert.deepEqual(dead, [])
})

test('commands are scripts of a package', () => {
  const scriptsOf = (folder: string): object => JSON.parse(textOf(join(folder, 'package.json'))).scripts
  const commands = PAGES.flatMap((page) =>
    [...textOf(page).matchAll(/npm (?:run (?:-s )?([\w:]+)|(start|test)\b)(?:.*--prefix (\S+\w))?/g)].map(
      ([command, script, short, folder = '.']) => ({ page, command, folder, script: script ?? short ?? '' }),
    ),
  )
  assert.ok(commands.length > 30)
  assert.deepEqual(
    commands.filter(({ folder, script }) => !Object.hasOwn(scriptsOf(folder), script)),
    [],
  )
})

// The rule of the house: a file imports from its own folder, from the next folder to the right, and from domain.
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize, relative } from 'node:path'
import { describe, it } from 'node:test'
import { toVendorKey, VENDORS } from '../src/domain/vendor.ts'

const SRC = join(import.meta.dirname, '../src')
/** The composition root: the files directly under `src`, `src/config` and `src/commands`. */
const ROOT: ReadonlySet<string> = new Set(['', 'config', 'commands'])
const LAYERS = ['door', 'graphql', 'gather', 'vendors', 'upstream']
const VENDOR_FOLDERS = VENDORS.map((vendor) => vendor.toLowerCase().replaceAll('_', '-'))
/** Each in capitals, as a folder and as a key. */
const VENDOR_WORDS = new RegExp(
  `\\b(?:${[...VENDORS, ...VENDOR_FOLDERS, ...VENDORS.map(toVendorKey)].join('|')})\\b`,
)
/** A vendor's part of the graph stands in its folder, and declares types with the schema's builder. */
const VENDOR_GRAPH = /^vendors\/[a-z-]+\/graph(?:-[a-z]+)?\.ts$/
const WIRE_WORDS =
  /\b(?:sort_column|with_deleted|agent_info|created_at|updated_at|call_status|menu_path|end_user)\b/

/** Folders with descriptions for clients. */
const DESCRIBING: ReadonlySet<string> = new Set(['domain', 'graphql'])

const files = globSync('**/*.ts', { cwd: SRC }).map((path) => {
  const text = readFileSync(join(SRC, path), 'utf8')
  const imports = [...text.matchAll(/(?:from|import\() ?'(\.[^']+)'|^import '(\.[^']+)'/gm)].map(
    ([, named, bare]) => normalize(join(dirname(path), named ?? bare ?? '')),
  )
  return { path, text, imports, code: text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '') }
})

const folderOf = (path: string) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '')
const vendorOf = (path: string) => VENDOR_FOLDERS.find((vendor) => path.startsWith(`vendors/${vendor}/`))

function mayImport(from: string, to: string): boolean {
  const [own, other] = [folderOf(from), folderOf(to)]
  if (ROOT.has(own)) return true
  if (ROOT.has(other)) return false
  if (own === other || own === 'demo') return own === other
  if (VENDOR_GRAPH.test(from) && to.startsWith('graphql/schema/')) return true
  return own !== 'domain' && (other === 'domain' || LAYERS.indexOf(other) === LAYERS.indexOf(own) + 1)
}

/** Where vendor names may be spelt beside a vendor's own folder, the simulators and the composition root. */
function maySpellVendors(path: string): boolean {
  return (
    ROOT.has(folderOf(path)) ||
    folderOf(path) === 'demo' ||
    path === 'domain/vendor.ts' ||
    vendorOf(path) !== undefined ||
    path === 'vendors/index.ts'
  )
}

describe('the architecture', () => {
  it('lets imports run one way', () => {
    const wrong = files.flatMap(({ path, imports }) =>
      imports.filter((target) => !mayImport(path, target)).map((target) => `${path} imports ${target}`),
    )
    assert.deepEqual(wrong, [])
  })

  it('has no circles of imports, types included', () => {
    const circles = circlesOf(new Map(files.map(({ path, imports }) => [path, imports])))
    assert.deepEqual(circles, [], 'a type that two files share belongs into a file below both')
  })

  it('keeps vendors from knowing each other', () => {
    const wrong = files.flatMap(({ path, imports }) =>
      imports
        .filter((target) => vendorOf(path) && vendorOf(target) && vendorOf(path) !== vendorOf(target))
        .map((target) => `${path} imports ${target}`),
    )
    assert.deepEqual(wrong, [])
  })

  it('spells vendor names only where they belong', () => {
    // What a field says of the vendors that carry it, and descriptions, are words for clients and no dependency.
    const wrong = files
      .filter(({ path }) => !maySpellVendors(path))
      .filter(({ path, code }) =>
        VENDOR_WORDS.test(DESCRIBING.has(folderOf(path)) ? withoutWords(code) : code),
      )
    assert.deepEqual(
      wrong.map(({ path }) => path),
      [],
    )
  })

  it('spells wire names only in vendor folders and the simulators', () => {
    const wrong = files.filter(
      ({ path, code }) => !vendorOf(path) && folderOf(path) !== 'demo' && WIRE_WORDS.test(code),
    )
    assert.deepEqual(
      wrong.map(({ path }) => path),
      [],
    )
  })

  it('has no default exports, no barrel but the vendors’ and no drawer for odds and ends', () => {
    const drawers = /(?:^|\/)(?:utils?|helpers?|common|types|misc)(?:\.ts|\/)/
    const wrong = files.filter(
      ({ path, text }) =>
        /^export default/m.test(text) ||
        drawers.test(path) ||
        (/^export (?:type )?[*{].* from /m.test(text) && path !== 'vendors/index.ts'),
    )
    assert.deepEqual(
      wrong.map(({ path }) => path),
      [],
    )
  })

  it('names files in kebab case and says in the first line what each is for', () => {
    const wrong = files.filter(
      ({ path, text }) => !/^(?:[a-z0-9-]+\/)*[a-z0-9-]+\.ts$/.test(path) || !/^(?:#!.*\n)?\/[/*]/.test(text),
    )
    assert.deepEqual(
      wrong.map(({ path }) => path),
      [],
    )
  })

  it('keeps files short', () => {
    const lines = files.map(({ path, text }) => ({ path, count: text.split('\n').length - 1 }))
    assert.deepEqual(
      lines.filter(({ count }) => count > 500),
      [],
    )
    const counts = lines.map(({ count }) => count).toSorted((a, b) => a - b)
    const p90 = counts[Math.floor(counts.length * 0.9)] ?? 0
    assert.ok(p90 <= 250, `one file in ten has more than ${p90} lines`)
  })

  it('is described by pages that name only files that exist', () => {
    const folders = ['src', 'test', '.'].map((folder) => join(SRC, '..', folder))
    const known = globSync(['src/**/*.ts', 'test/**/*.ts'], {
      cwd: join(SRC, '..'),
      exclude: ['**/node_modules'],
    })
    const exists = (path: string) =>
      path.includes('/')
        ? folders.some((folder) => existsSync(join(folder, path)))
        : known.some((file) => basename(file) === path)
    const named = ['ARCHITECTURE.md', 'CONTRIBUTING.md'].flatMap((page) =>
      [...readFileSync(join(SRC, '..', page), 'utf8').matchAll(/`([a-z/.-]+\.ts)`/g)].map(
        ([, path = '']) => path,
      ),
    )
    assert.ok(named.length > 30)
    assert.deepEqual(
      named.filter((path) => !exists(path)),
      [],
    )
  })

  it('finds every file it speaks of', () => {
    assert.ok(files.length > 100)
    assert.equal(relative(SRC, join(SRC, 'main.ts')), 'main.ts')
  })
})

/** The code of a file without its texts and its notes about vendors. */
function withoutWords(code: string): string {
  return code
    .replace(/vendors: \[[^\]]*\]/g, '')
    .replace(/(['"`])(?:\\.|(?!\1)[\s\S])*?\1/g, '')
    .replace(/^import .*$/gm, '')
}

/** Files that import each other, directly or by others, e.g. `[['a.ts', 'b.ts']]`; by Tarjan's algorithm. */
function circlesOf(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const circles: string[][] = []
  const order = new Map<string, number>()
  const stack: string[] = []

  /** Returns the earliest file of the stack that is reached from here. */
  function visit(path: string): number {
    const own = order.size
    order.set(path, own)
    stack.push(path)
    let least = own
    for (const target of graph.get(path) ?? []) {
      if (!graph.has(target)) continue
      const seen = order.get(target)
      if (seen === undefined) least = Math.min(least, visit(target))
      else if (stack.includes(target)) least = Math.min(least, seen)
    }
    if (least < own) return least
    const circle = stack.splice(stack.indexOf(path))
    if (circle.length > 1) circles.push(circle.toSorted())
    return least
  }

  for (const path of graph.keys()) if (!order.has(path)) visit(path)
  return circles
}

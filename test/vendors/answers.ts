// What the graph answers about a vendor's rows, with everything selected that rows tell by themselves.
import type { GraphQLField, GraphQLObjectType } from 'graphql'
import type { ListNoun } from '../../src/domain/lists.ts'
import type { Vendor } from '../../src/domain/vendor.ts'
import type { Exchange } from './scene.ts'
import type { Question, Subject } from './subject.ts'
import assert from 'node:assert/strict'
import { getNamedType, isLeafType, isObjectType, isRequiredArgument, isUnionType } from 'graphql'
import { toTypeName } from '../../src/graphql/noun-type.ts'
import { createSchema } from '../../src/graphql/schema.ts'
import { LIST_FIELDS, listFieldOf } from '../support/lists.ts'
import { listsOf } from './fields.ts'
import { open } from './scene.ts'

const schema = createSchema()

/** A field without fields of its own, by the way to it from a row; a step of dots says of which type the next ones are. */
interface Leaf {
  readonly way: readonly string[]
  /** Whether the graph says that the vendor's rows carry it. */
  readonly promised: boolean
}

/** Lists below a row are left out, and of other rows everything but their ids. */
function leavesOf(
  type: GraphQLObjectType,
  vendor: Vendor,
  above: readonly GraphQLObjectType[] = [],
): readonly Leaf[] {
  const below = (one: GraphQLObjectType, ...steps: readonly string[]) =>
    above.includes(one)
      ? []
      : leavesOf(one, vendor, [...above, type]).map(({ way, promised }) => ({
          way: [...steps, ...way],
          promised,
        }))
  return Object.values(type.getFields()).flatMap((field): readonly Leaf[] => {
    const { name } = field
    const named = getNamedType(field.type)
    const promised = vendorsOf(field)?.includes(vendor) ?? true
    const leaves = () => {
      if (field.args.length > 0 || named.name === 'Account') return []
      if (isLeafType(named)) return [{ way: [name], promised }]
      if (isUnionType(named)) {
        const own = named.getTypes().find((one) => one.name === `${toTypeName(vendor)}${named.name}`)
        return own === undefined ? [] : below(own, name, `... on ${own.name}`)
      }
      if (!isObjectType(named)) return []
      const isNode = named.getInterfaces().some((one) => one.name === 'Node')
      return isNode ? [{ way: [name, 'id'], promised }] : below(named, name)
    }
    return leaves().map((leaf) => ({ ...leaf, promised: leaf.promised && promised }))
  })
}

function vendorsOf({ extensions }: GraphQLField<unknown, unknown>): readonly Vendor[] | undefined {
  // What the builder put there is the note, a list of vendors.
  return extensions.vendors as readonly Vendor[] | undefined
}

interface Tree extends Map<string, Tree> {}

function toSelection(ways: readonly (readonly string[])[]): string {
  const root: Tree = new Map()
  for (const way of ways) {
    let tree = root
    for (const step of way) {
      const next: Tree = tree.get(step) ?? new Map()
      tree.set(step, next)
      tree = next
    }
  }
  const print = (tree: Tree): string =>
    [...tree].map(([step, inside]) => (inside.size === 0 ? step : `${step} { ${print(inside)} }`)).join(' ')
  return print(root)
}

/** What stands at the end of a way, once for every row and item on it. */
function valuesAt(value: any, way: readonly string[]): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((one) => valuesAt(one, way))
  const [step, ...rest] = way
  if (step === undefined || value === null || value === undefined) return [value]
  return valuesAt(step.startsWith('...') ? value : value[step], rest)
}

const placeOf = ({ way }: Leaf) => way.filter((step) => !step.startsWith('...')).join('.')

function leavesOfNoun(noun: ListNoun, vendor: Vendor): readonly Leaf[] {
  const connection = getNamedType(listFieldOf(schema, noun).type)
  assert.ok(isObjectType(connection))
  const row = getNamedType(connection.getFields().nodes!.type)
  assert.ok(isObjectType(row))
  return leavesOf(row, vendor)
}

/** Lists at the root that can be asked for without being told what of them is meant. */
export function isPlain(noun: ListNoun): boolean {
  return (
    LIST_FIELDS[noun].startsWith('Query.') &&
    listFieldOf(schema, noun).args.every((one) => !isRequiredArgument(one))
  )
}

function toQuery(noun: ListNoun, leaves: readonly Leaf[], first: number): string {
  const [, field] = LIST_FIELDS[noun].split('.')
  const isPaged = listFieldOf(schema, noun).args.some(({ name }) => name === 'first')
  const selection = toSelection(leaves.map(({ way }) => way))
  return `{ list: ${field}${isPaged ? `(first: ${first})` : ''} {
    nodes { ${selection} } ${isPaged ? 'pageInfo { endCursor }' : ''} accounts { state message } } }`
}

const isAnswer = (value: unknown) => value !== null && value !== undefined && value !== 'UNKNOWN'

/** What the graph says that the vendor's rows carry, some of them do; what it does not say, none does. */
export async function keepsPromises(subject: Subject, noun: ListNoun): Promise<void> {
  const { account, silent = {} } = subject
  const leaves = leavesOfNoun(noun, account.vendor)
  const { data, errors } = await open(subject, { scale: 0.3 }).query(toQuery(noun, leaves, 1000))
  assert.deepEqual(errors, [])
  const isAnswered = ({ way }: Leaf) =>
    data.list.nodes.some((row: unknown) => valuesAt(row, way).some(isAnswer))
  const places = (some: readonly Leaf[]) => some.map(placeOf).toSorted()
  const answered = leaves.filter(isAnswered)
  assert.deepEqual(places(answered.filter(({ promised }) => !promised)), [], 'what no vendor list names')
  const missing = leaves.filter((leaf) => leaf.promised && !answered.includes(leaf))
  const excused = Object.keys(silent[noun] ?? {}).flatMap((names) => names.split(/\s+/))
  assert.deepEqual(places(missing), excused.toSorted(), 'what no row has, and what has a reason for it')
}

/** A field that a vendor sends on request is asked for by whoever selects it, and left open where nobody does. */
export async function asksOnlyForWhatIsSelected(subject: Subject, noun: ListNoun): Promise<void> {
  const [list] = listsOf(subject, noun)
  const { fields, params } = list!.optIns!
  const leaves = leavesOfNoun(noun, subject.account.vendor)
  const names = [
    ...new Set(
      [[], fields, ...fields.map((field) => [field])].flatMap((some) => Object.keys(params(new Set(some)))),
    ),
  ]
  const sent = ({ url }: Exchange) => names.map((name) => url.searchParams.get(name))
  const wished = (some: readonly string[]) => names.map((name) => params(new Set(some))[name] ?? null)

  const plain = open(subject)
  const unasked = {
    noun,
    selection: {},
    filter: {},
    orderBy: null,
    first: 100,
    after: null,
    requireComplete: true,
  }
  const { rows } = await plain.gather.list({ ...unasked, wanted: new Set() }, plain.ask())
  for (const exchange of plain.exchanges) assert.deepEqual(sent(exchange), wished([]))
  for (const field of fields) {
    const below = leaves.filter(({ way }) => way[0] === field || (way[0] === 'details' && way[2] === field))
    // Some are asked for by a filter alone.
    if (below.length === 0) continue
    const told = rows.filter((row) => field in row || field in Object(Reflect.get(row, 'details')))
    assert.deepEqual(told, [], `${field} is told by rows that were read without it`)
    const scene = open(subject)
    const { data } = await scene.query(toQuery(noun, below, 100))
    for (const exchange of scene.exchanges) assert.deepEqual(sent(exchange), wished([field]), field)
    assert.ok(
      below.some(({ way }) => valuesAt(data.list.nodes, way).some(isAnswer)),
      `${field} is in no row`,
    )
  }
}

const CANARY = 'CANARY7'

/** Nothing that is told beside the rows holds a value of them, whatever goes wrong. */
export async function keepsPersonalData(subject: Subject, nouns: readonly ListNoun[]): Promise<void> {
  const scene = open(subject, { canary: CANARY })
  const questions = [
    ...nouns
      .filter(isPlain)
      .map((noun) => ({ query: toQuery(noun, leavesOfNoun(noun, subject.account.vendor), 50) })),
    ...(subject.personal ?? []),
  ]
  const spoken: unknown[] = []
  const ask = async ({ query, variables = {} }: Question) => {
    const { data, errors, extensions } = await scene.query(query, variables)
    const told = JSON.stringify(data).match(/"(?:end)?cursor":"[^"]*"|"message":"[^"]*"/gi)
    spoken.push(errors, extensions, told)
    return data
  }
  const data = await Promise.all(questions.map(ask))
  assert.match(JSON.stringify(data), new RegExp(CANARY), 'the answers have personal data')
  for (const answer of FAILURES) {
    await scene.clock.advance(4_000_000)
    scene.intercept(answer)
    for (const question of questions) await ask(question)
  }
  for (const question of BAD_INPUT) assert.equal(await ask(question), null)
  assert.ok(spoken.length > 0 && scene.events.length > 0)
  assert.deepEqual(
    scene.events.filter(({ type }) => type === 'fault'),
    [],
  )
  const everything = JSON.stringify([spoken, scene.events])
  assert.doesNotMatch(everything, new RegExp(CANARY, 'i'))
  for (const text of everything.match(/[\w-]{16,}/g) ?? []) {
    assert.doesNotMatch(Buffer.from(text, 'base64url').toString(), new RegExp(CANARY, 'i'))
  }
}

const FAILURES: readonly (() => Response | Promise<Response>)[] = [
  () => new Response(JSON.stringify({ message: CANARY }), { status: 500, statusText: CANARY }),
  () => new Response(JSON.stringify({ message: CANARY, [CANARY]: CANARY }), { status: 422 }),
  () => new Response(`<html>${CANARY}</html>`),
  () => new Response(`[{"id": "${CANARY}`),
  () =>
    new Response(JSON.stringify({ [CANARY]: 1 }), { status: 302, headers: { location: `http://${CANARY}` } }),
  () => Promise.reject(new TypeError(CANARY)),
]

/** Questions that cannot be right. */
const BAD_INPUT: readonly Question[] = [
  { query: `{ calls(first: 0, filter: { from: ["${CANARY}"] }) { totalCount } }` },
  { query: `{ calls(after: "${CANARY}") { totalCount } }` },
  { query: `{ calls(filter: { contactIds: ["${CANARY}"] }) { totalCount } }` },
  { query: `{ calls(filter: { accounts: ["${CANARY}"] }) { totalCount } }` },
  { query: `{ calls(filter: { startedAt: { from: "${CANARY}" } }) { totalCount } }` },
  {
    query: 'query ($range: DateTimeRange) { calls(filter: { startedAt: $range }) { totalCount } }',
    variables: { range: { from: CANARY } },
  },
]

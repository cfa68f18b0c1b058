// Fields and values of a plan: resolvers run, and what they return is completed by type.
// A field that fails is null, or fails the place above it, as in graphql-js.
import type {
  ExecutionArgs,
  FieldNode,
  GraphQLAbstractType,
  GraphQLField,
  GraphQLFieldResolver,
  GraphQLLeafType,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLResolveInfo,
} from 'graphql'
import type { RowParts } from './row-parts.ts'
import type { Arguments, Root } from './schema/selection.ts'
import {
  GraphQLError,
  GraphQLID,
  GraphQLString,
  isNonNullType,
  locatedError,
  responsePathAsArray,
} from 'graphql'
import { readArguments } from './schema/selection.ts'

type Path = GraphQLResolveInfo['path']
export type Field = GraphQLField<unknown, unknown>
export type Data = Record<string, unknown>

/** Completes a value of a field, or of an item at a path below it. */
export type Complete = (value: unknown, path: Path, info: Info) => unknown

export interface FieldPlan {
  /** The response name, e.g. an alias. */
  readonly name: string
  readonly parent: GraphQLObjectType
  readonly field: Field
  readonly node: FieldNode
  readonly nodes: readonly FieldNode[]
  /** `null`: the property of the field's name is the value. */
  readonly resolve: GraphQLFieldResolver<unknown, unknown> | null
  /** `null`: the arguments follow from variables. */
  readonly args: Arguments | null
  /** A text needs no completion. */
  readonly isText: boolean
  readonly isNullable: boolean
  readonly complete: Complete
  /** The same for a row until it is replaced, by the notes of its field and of those below. */
  readonly isLasting: boolean
}

/** The fields of an object. */
export interface Selected {
  readonly fields: readonly FieldPlan[]
  readonly isLasting: boolean
  /** The object is a row, and lasting. */
  readonly isRow: boolean
}

/** One execution of a plan. */
export interface Run {
  readonly args: ExecutionArgs
  readonly root: Root
  readonly context: unknown
  readonly errors: GraphQLError[]
  /** Places that are null because of an error; `undefined`: the whole answer. */
  readonly nulled: Set<Path | undefined>
  /** Fields that failed so far. */
  failures: number
  /** `null`: rows are resolved each time. */
  readonly rows: RowParts | null
}

/** Parts of rows are made once. */
function executeSelected(selected: Selected, source: unknown, path: Path, run: Run): object {
  const { fields, isRow } = selected
  const make = () => executeFields(fields, source, path, run)
  if (!isRow || run.rows === null || typeof source !== 'object' || source === null) return make()
  return run.rows.of(source, selected, make, () => run.failures)
}

export function executeFields(
  fields: readonly FieldPlan[],
  source: unknown,
  path: Path | undefined,
  run: Run,
): Data | Promise<Data> {
  const data: Data = {}
  let isLate = false
  try {
    for (const plan of fields) {
      const value = executeField(plan, source, path, run)
      data[plan.name] = value
      if (value instanceof Promise) isLate = true
    }
  } catch (error) {
    if (!isLate) throw error
    return whole(data).finally(() => {
      throw error
    })
  }
  return isLate ? whole(data) : data
}

async function whole(data: Data): Promise<Data> {
  const values = await Promise.all(Object.values(data))
  return Object.fromEntries(Object.keys(data).map((name, index) => [name, values[index]]))
}

function executeField(plan: FieldPlan, source: unknown, prev: Path | undefined, run: Run): unknown {
  const { resolve, field, isText } = plan
  // Sources without resolvers are objects with the fields of their type.
  const property = resolve === null ? (source as Data | undefined)?.[field.name] : undefined
  if (isText && typeof property === 'string') return property
  const info = new Info(plan, prev, run)
  let value: unknown = property
  try {
    const args = plan.args ?? readArguments(run.root.operation, field, plan.node)
    if (resolve !== null) value = resolve(source, args, run.context, toResolveInfo(info))
    else if (typeof property === 'function') value = property.call(source, args, run.context, info)
  } catch (error) {
    return fail(error, info, info, plan.isNullable)
  }
  return isText && typeof value === 'string'
    ? value
    : settle(value, info, info, plan.complete, plan.isNullable)
}

/** Completes a value, also a late one. A nullable place becomes null, with an error. */
function settle(value: unknown, path: Path, info: Info, complete: Complete, isNullable: boolean): unknown {
  try {
    const completed =
      value instanceof Promise
        ? value.then((later: unknown) => complete(later, path, info))
        : complete(value, path, info)
    if (!(completed instanceof Promise)) return completed
    return completed.then(undefined, (error: unknown) => fail(error, path, info, isNullable))
  } catch (error) {
    return fail(error, path, info, isNullable)
  }
}

function fail(error: unknown, path: Path, { plan, run }: Info, isNullable: boolean): null {
  run.failures += 1
  const located = locatedError(error, plan.nodes, responsePathAsArray(path))
  if (!isNullable) throw located
  collect(located, path, run)
  return null
}

/** Drops errors below a place that is null already. */
export function collect(error: GraphQLError, place: Path | undefined, { errors, nulled }: Run): void {
  for (let path = place; path !== undefined; path = path.prev) if (nulled.has(path)) return
  if (nulled.has(undefined)) return
  nulled.add(place)
  errors.push(error)
}

// Libraries of routers add members to the type, which no resolver here reads.
const toResolveInfo = (info: Info) => info as unknown as GraphQLResolveInfo

/** The fourth argument of resolvers, and the place of the field. Made for every field: few read it. */
class Info implements Path {
  readonly plan: FieldPlan
  readonly prev: Path | undefined
  readonly run: Run
  constructor(plan: FieldPlan, prev: Path | undefined, run: Run) {
    this.plan = plan
    this.prev = prev
    this.run = run
  }
  get key() {
    return this.plan.name
  }
  get typename() {
    return this.plan.parent.name
  }
  get path(): Path {
    return this
  }
  get fieldName() {
    return this.plan.field.name
  }
  get fieldNodes() {
    return this.plan.nodes
  }
  get returnType() {
    return this.plan.field.type
  }
  get parentType() {
    return this.plan.parent
  }
  get schema() {
    return this.run.root.operation.schema
  }
  get fragments() {
    return this.run.root.operation.fragments
  }
  get rootValue(): unknown {
    return this.run.args.rootValue
  }
  get operation() {
    return this.run.root.node
  }
  get variableValues() {
    return this.run.root.operation.variables
  }
}

export function completeNonNull(complete: Complete): Complete {
  return (value, path, info) => {
    const completed = complete(value, path, info)
    if (completed !== null) return completed
    throw new Error(`Cannot return null for non-nullable field ${info.typename}.${info.fieldName}.`)
  }
}

/** Any value but null and errors. */
function completePresent(complete: Complete): Complete {
  return (value, path, info) => {
    if (value === null || value === undefined) return null
    if (value instanceof Error) throw value
    return complete(value, path, info)
  }
}

export const isTextType = (type: GraphQLOutputType): boolean => type === GraphQLString || type === GraphQLID

export function completeLeaf(type: GraphQLLeafType): Complete {
  return completePresent((value) => {
    if (isTextType(type) && typeof value === 'string') return value
    const serialized = serialize(type, value)
    if (serialized !== null && serialized !== undefined) return serialized
    throw new Error(`Type ${type.name}: expected a serialized value, got none.`)
  })
}

/** A value of a wrong type is a fault, which no client caused. */
function serialize(type: GraphQLLeafType, value: unknown): unknown {
  try {
    return type.serialize(value)
  } catch (error) {
    throw error instanceof GraphQLError ? new Error(error.message) : error
  }
}

export function completeList(of: GraphQLOutputType, complete: Complete): Complete {
  const isNullable = !isNonNullType(of)
  return completePresent((value, prev, info) => {
    if (typeof value !== 'object' || value === null || !(Symbol.iterator in value))
      throw new GraphQLError(
        `Expected Iterable, but did not find one for field "${info.typename}.${info.fieldName}".`,
      )
    const completed: unknown[] = []
    let isLate = false
    try {
      // Checked above.
      for (const item of value as Iterable<unknown>) {
        const path = { prev, key: completed.length, typename: undefined }
        const one = settle(item, path, info, complete, isNullable)
        completed.push(one)
        if (one instanceof Promise) isLate = true
      }
    } catch (error) {
      // Nobody waits for the other items.
      Promise.all(completed).catch(() => {})
      throw error
    }
    return isLate ? Promise.all(completed) : completed
  })
}

export function completeObject(selected: Selected): Complete {
  return completePresent((value, path, { run }) => executeSelected(selected, value, path, run))
}

export function completeAbstract(
  type: GraphQLAbstractType,
  selectedOf: ReadonlyMap<string, Selected>,
): Complete {
  return completePresent((value, path, info) => {
    const name = type.resolveType?.(value, info.run.context, toResolveInfo(info), type)
    const selected = typeof name === 'string' ? selectedOf.get(name) : undefined
    if (selected !== undefined) return executeSelected(selected, value, path, info.run)
    throw new Error(`Type ${type.name}: expected the name of one of its types, got another value.`)
  })
}

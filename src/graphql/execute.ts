// A plan for each document: its fields are collected, its resolvers found and its types taken apart once.
// It answers as graphql-js does, synchronously where all resolvers are synchronous.
//
//   document ── once ──→ plan ── each time ──→ { data, errors }
import type {
  DocumentNode,
  ExecutionArgs,
  ExecutionResult,
  FieldNode,
  GraphQLAbstractType,
  GraphQLField,
  GraphQLFieldResolver,
  GraphQLLeafType,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLResolveInfo,
  SelectionSetNode,
} from 'graphql'
import type { Arguments, Root } from './schema/selection.ts'
import {
  getArgumentValues,
  getNullableType,
  GraphQLError,
  GraphQLID,
  GraphQLString,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  locatedError,
  OperationTypeNode,
  responsePathAsArray,
  TypeNameMetaFieldDef,
  visit,
} from 'graphql'
import { collectFields, readArguments, rootOf } from './schema/selection.ts'

type Path = GraphQLResolveInfo['path'] | undefined
type Field = GraphQLField<unknown, unknown>
/** Completes a value at a path; leaves have none until they fail. */
type Complete = (value: unknown, path: Path, plan: FieldPlan, run: Run) => unknown

interface FieldPlan {
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
  readonly isLeaf: boolean
  /** A text needs no completion. */
  readonly isText: boolean
  readonly isNullable: boolean
  readonly complete: Complete
}

/** One execution of a plan. */
interface Run {
  readonly args: ExecutionArgs
  readonly root: Root
  readonly context: unknown
  readonly errors: GraphQLError[]
  /** Paths that are null because of an error. */
  readonly nulled: Set<Path>
}

const plans = new WeakMap<object, readonly FieldPlan[] | null>()

/** `null`: the operation has no plan, e.g. an introspection, or its variables are wrong. */
export function execute(args: ExecutionArgs): ExecutionResult | Promise<ExecutionResult> | null {
  const root = rootOf(args)
  if (root === null) return null
  let plan = plans.get(root.shape)
  if (plan === undefined) plans.set(root.shape, (plan = compile(root, args.document)))
  if (plan === null) return null
  const context: unknown = args.contextValue
  const run: Run = { args, root, context, errors: [], nulled: new Set() }
  const toResult = (data: Record<string, unknown> | null): ExecutionResult =>
    run.errors.length === 0 ? { data } : { errors: run.errors, data }
  const toFailure = (error: unknown) => {
    // Fields throw located errors.
    collect(error as GraphQLError, undefined, run)
    return toResult(null)
  }
  try {
    const data = executeFields(plan, args.rootValue, undefined, run)
    return data instanceof Promise ? data.then(toResult, toFailure) : toResult(data)
  } catch (error) {
    return toFailure(error)
  }
}

type Data = Record<string, unknown>

function executeFields(
  fields: readonly FieldPlan[],
  source: unknown,
  path: Path,
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

function executeField(plan: FieldPlan, source: unknown, prev: Path, run: Run): unknown {
  const { name, parent, resolve, complete, isLeaf, isText } = plan
  const path = isLeaf ? prev : { prev, key: name, typename: parent.name }
  try {
    const value =
      resolve === null
        ? propertyOf(source, plan, path, run)
        : resolve(source, argumentsOf(plan, run), run.context, new Info(plan, path, run))
    if (isText && typeof value === 'string') return value
    const completed =
      value instanceof Promise
        ? value.then((later: unknown) => complete(later, path, plan, run))
        : complete(value, path, plan, run)
    if (!(completed instanceof Promise)) return completed
    return completed.then(undefined, (error: unknown) =>
      fail(error, plan, plan.isNullable, pathOf(plan, path), run),
    )
  } catch (error) {
    return fail(error, plan, plan.isNullable, pathOf(plan, path), run)
  }
}

function pathOf({ isLeaf, name, parent }: FieldPlan, path: Path): Path {
  return isLeaf ? { prev: path, key: name, typename: parent.name } : path
}

function propertyOf(source: unknown, plan: FieldPlan, path: Path, run: Run): unknown {
  if (typeof source !== 'object' || source === null) return undefined
  // Resolved values are objects with the fields of their type.
  const value = (source as Readonly<Record<string, unknown>>)[plan.field.name]
  if (typeof value !== 'function') return value
  return value.call(source, argumentsOf(plan, run), run.context, new Info(plan, path, run))
}

function argumentsOf({ args, field, node }: FieldPlan, { root }: Run): Arguments {
  return args ?? readArguments(root.operation, field, node)
}

/** A nullable place becomes null, with an error. */
function fail(error: unknown, { nodes }: FieldPlan, isNullable: boolean, path: Path, run: Run): null {
  const located = locatedError(error, [...nodes], path === undefined ? [] : responsePathAsArray(path))
  if (!isNullable) throw located
  collect(located, path, run)
  return null
}

/** Drops errors below a place that is null already. */
function collect(error: GraphQLError, place: Path, { errors, nulled }: Run): void {
  for (let path = place; path !== undefined; path = path.prev) if (nulled.has(path)) return
  if (nulled.has(undefined)) return
  nulled.add(place)
  errors.push(error)
}

/** The fourth argument of resolvers; few read it. */
class Info implements GraphQLResolveInfo {
  readonly #plan: FieldPlan
  readonly #path: Path
  readonly #run: Run
  constructor(plan: FieldPlan, path: Path, run: Run) {
    this.#plan = plan
    this.#path = path
    this.#run = run
  }
  get fieldName() {
    return this.#plan.field.name
  }
  get fieldNodes() {
    return this.#plan.nodes
  }
  get returnType() {
    return this.#plan.field.type
  }
  get parentType() {
    return this.#plan.parent
  }
  get path() {
    const path = pathOf(this.#plan, this.#path)
    if (path === undefined) throw new Error('a field has a path')
    return path
  }
  get schema() {
    return this.#run.root.operation.schema
  }
  get fragments() {
    return this.#run.root.operation.fragments
  }
  get rootValue(): unknown {
    return this.#run.args.rootValue
  }
  get operation() {
    return this.#run.root.node
  }
  get variableValues() {
    return this.#run.root.operation.variables
  }
}

/**
 * `null` for what graphql-js executes: introspection, and documents whose fragments spread
 * into more fields than they have characters.
 */
function compile({ operation, node, type, set }: Root, { loc }: DocumentNode): readonly FieldPlan[] | null {
  const known = new Map<SelectionSetNode, Map<GraphQLObjectType, readonly FieldPlan[]>>()
  let left = loc?.end ?? 0
  let isPlanned = node.operation === OperationTypeNode.QUERY
  const plan = fieldsOf(type, [set])
  return isPlanned ? plan : null

  function fieldsOf(parent: GraphQLObjectType, sets: readonly SelectionSetNode[]): readonly FieldPlan[] {
    const [only] = sets.length === 1 ? sets : []
    const byType = (only && known.get(only)) ?? new Map<GraphQLObjectType, readonly FieldPlan[]>()
    const found = byType.get(parent)
    if (found !== undefined) return found
    if (parent.isTypeOf != null) isPlanned = false
    const made = collectFields(operation, parent, sets)
      .entries()
      .flatMap(([name, nodes]) => toPlan(name, parent, nodes))
      .toArray()
    if (only !== undefined) known.set(only, byType.set(parent, made))
    return made
  }

  function toPlan(
    name: string,
    parent: GraphQLObjectType,
    nodes: readonly FieldNode[],
  ): readonly FieldPlan[] {
    const [first] = nodes
    const word = first?.name.value ?? ''
    const field = word === TypeNameMetaFieldDef.name ? TypeNameMetaFieldDef : parent.getFields()[word]
    left -= 1
    // `__proto__` would be no property of its own.
    if (!isPlanned || first === undefined || field === undefined || name === '__proto__' || left < 0) {
      isPlanned = false
      return []
    }
    const one = {
      name,
      parent,
      field,
      node: first,
      nodes,
      resolve: field.resolve ?? null,
      args: constantsOf(field, first),
      isLeaf: isLeafType(getNullableType(field.type)),
      isText: isTextType(getNullableType(field.type)),
      isNullable: !isNonNullType(field.type),
      complete: completerOf(field.type, nodes),
    }
    return [one]
  }

  function completerOf(of: GraphQLOutputType, nodes: readonly FieldNode[]): Complete {
    if (isNonNullType(of)) return completeNonNull(completerOf(of.ofType, nodes))
    if (isListType(of)) return completeList(of.ofType, completerOf(of.ofType, nodes))
    if (isLeafType(of)) return completeLeaf(of)
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
    if (isObjectType(of)) {
      const fields = fieldsOf(of, sets)
      return completePresent((value, path, _, run) => executeFields(fields, value, path, run))
    }
    const types = operation.schema.getPossibleTypes(of)
    return completeAbstract(of, new Map(types.map((one) => [one.name, fieldsOf(one, sets)])))
  }
}

/** Arguments that no variable changes. */
function constantsOf(field: Field, node: FieldNode): Arguments | null {
  if (field.args.length === 0) return {}
  let isConstant = true
  visit(node, { SelectionSet: () => false, Variable: () => void (isConstant = false) })
  try {
    return isConstant ? getArgumentValues(field, node) : null
  } catch {
    // They fail again where the field can report it.
    return null
  }
}

function completeNonNull(complete: Complete): Complete {
  return (value, path, plan, run) => {
    const completed = complete(value, path, plan, run)
    if (completed !== null) return completed
    throw new Error(`Cannot return null for non-nullable field ${plan.parent.name}.${plan.field.name}.`)
  }
}

/** Any value but null and errors. */
function completePresent(complete: Complete): Complete {
  return (value, path, plan, run) => {
    if (value === null || value === undefined) return null
    if (value instanceof Error) throw value
    return complete(value, path, plan, run)
  }
}

function isTextType(type: GraphQLOutputType): boolean {
  return type === GraphQLString || type === GraphQLID
}

function completeLeaf(type: GraphQLLeafType): Complete {
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

function completeList(of: GraphQLOutputType, complete: Complete): Complete {
  const isNullable = !isNonNullType(of)
  return completePresent((value, path, plan, run) => {
    if (typeof value !== 'object' || value === null || !(Symbol.iterator in value))
      throw new GraphQLError(
        `Expected Iterable, but did not find one for field "${plan.parent.name}.${plan.field.name}".`,
      )
    const completed: unknown[] = []
    let isLate = false
    try {
      // Checked above.
      for (const item of value as Iterable<unknown>) {
        const one = completeItem(item, { prev: path, key: completed.length, typename: undefined }, plan, run)
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

  function completeItem(item: unknown, path: Path, plan: FieldPlan, run: Run): unknown {
    try {
      const completed =
        item instanceof Promise
          ? item.then((later: unknown) => complete(later, path, plan, run))
          : complete(item, path, plan, run)
      if (!(completed instanceof Promise)) return completed
      return completed.then(undefined, (error: unknown) => fail(error, plan, isNullable, path, run))
    } catch (error) {
      return fail(error, plan, isNullable, path, run)
    }
  }
}

function completeAbstract(
  type: GraphQLAbstractType,
  fieldsOf: ReadonlyMap<string, readonly FieldPlan[]>,
): Complete {
  return completePresent((value, path, plan, run) => {
    const name = type.resolveType?.(value, run.context, new Info(plan, path, run), type)
    const fields = typeof name === 'string' ? fieldsOf.get(name) : undefined
    if (fields !== undefined) return executeFields(fields, value, path, run)
    throw new Error(`Type ${type.name}: expected the name of a type of its own, got another value.`)
  })
}

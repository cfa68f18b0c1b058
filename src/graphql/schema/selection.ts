// Which fields of its rows an operation selects, so that vendors are asked only for what somebody wants.
import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql'
import { Kind } from 'graphql'

/** What of the resolvers' information tells the selection. */
type Selecting = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>

/** The names of the fields selected below the given path of field names; directives are taken as including. */
function selectedFields(info: Selecting, paths: readonly (readonly string[])[]): ReadonlySet<string> {
  const sets = info.fieldNodes.flatMap(({ selectionSet }) => selectionSet ?? [])
  return new Set(paths.flatMap((path) => descend(sets, path, info).flatMap((set) => namesIn(set, info))))
}

function descend(
  sets: readonly SelectionSetNode[],
  [name, ...rest]: readonly string[],
  info: Selecting,
): readonly SelectionSetNode[] {
  if (name === undefined) return sets
  const below = sets.flatMap((set) => fieldsIn(set, info).filter((field) => field.name.value === name))
  return descend(
    below.flatMap(({ selectionSet }) => selectionSet ?? []),
    rest,
    info,
  )
}

function namesIn(set: SelectionSetNode, info: Selecting): readonly string[] {
  return fieldsIn(set, info).map(({ name }) => name.value)
}

/** The fields of a selection, those inside fragments included. */
function fieldsIn(set: SelectionSetNode, info: Selecting): readonly FieldNode[] {
  return set.selections.flatMap((selection): readonly FieldNode[] => {
    if (selection.kind === Kind.FIELD) return [selection]
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : info.fragments[selection.name.value]
    return fragment === undefined ? [] : fieldsIn(fragment.selectionSet, info)
  })
}

const ROW_PATHS = [[], ['details']]
const LIST_PATHS = ['nodes', 'edges.node'].flatMap((path) =>
  ROW_PATHS.map((below) => [...path.split('.'), ...below]),
)

/** The fields selected of a row, those of its vendor's details included. */
export function wantedOfRow(info: Selecting): ReadonlySet<string> {
  return selectedFields(info, ROW_PATHS)
}

/** Whether a field of the list itself is selected. */
export function isSelected(info: Selecting, field: string): boolean {
  return selectedFields(info, [[]]).has(field)
}

/** The fields selected of a list's rows. */
export function wantedOfRows(info: Selecting): ReadonlySet<string> {
  return selectedFields(info, LIST_PATHS)
}

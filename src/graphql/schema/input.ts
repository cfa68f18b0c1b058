// Input as the domain wants it: without the nulls that clients may write for "not given".

export type Given<T> = T extends readonly (infer Item)[]
  ? readonly Given<Item>[]
  : T extends object
    ? { [K in keyof T]: Given<NonNullable<T[K]>> | Extract<T[K], undefined> }
    : T

/** A null in an input object means the same as leaving the field out. */
export function withoutNulls<T>(value: T): Given<T> {
  // The copy has the same keys less those that hold null, which is what Given says.
  if (Array.isArray(value)) return value.map(withoutNulls) as Given<T>
  if (typeof value !== 'object' || value === null) return value as Given<T>
  const entries = Object.entries(value).filter(([, one]) => one !== null && one !== undefined)
  return Object.fromEntries(entries.map(([key, one]) => [key, withoutNulls(one)])) as Given<T>
}

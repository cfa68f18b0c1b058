// Makes a value when it is first asked for: a test that looks at three calls should not pay for a company.

export function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}

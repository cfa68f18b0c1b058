/** A cache bounded by bytes. A key starts with the kind of its value: `document 47DEQpj8…`. */
export interface Store {
  get(key: string): { readonly value: unknown } | undefined
  set(key: string, value: unknown, options: { readonly ttlMs: number; readonly bytes: number }): void
}

// Vendors that do not page: whatever page they are asked for, they give rows that have been given. A list of theirs ends
// there, and says that it is cut.

/** So many pages with the same rows, one after another: arrivals can shift a list by a page once, hardly twice in a row. */
const MOST_SAME_PAGES = 3

/** So many pages in a row without a new row; no search for the end of what is known takes as many. */
const MOST_KNOWN_PAGES = 40

/** Returns a function that takes every page of a list, and tells whether asking for further ones leads nowhere. */
export function createRoundTrip<R extends { readonly id: string }>(
  isKnown: (row: R) => boolean,
): (page: { readonly rows: readonly R[]; readonly more: boolean }) => boolean {
  let last = ''
  let same = 0
  let known = 0
  return ({ rows, more }) => {
    const shown = rows.map(({ id }) => id).join()
    same = more && rows.length > 1 && shown === last ? same + 1 : 1
    known = more && rows.every(isKnown) ? known + 1 : 0
    last = shown
    return same >= MOST_SAME_PAGES || known >= MOST_KNOWN_PAGES
  }
}

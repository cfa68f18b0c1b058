// The form of a vendor's raw ids. An id of another form names nothing. It is refused before it joins a request that
// clients share, so that no client's id can spoil the answer of another.
import type { ListNoun } from '../domain/lists.ts'

/** For example `{ pattern: /^\d{1,20}$/, words: 'a whole number of at most 20 digits', example: '1' }`. */
export interface IdForm {
  /** Anchored at both ends and bounded in length. It never matches dots alone, which would leave their path. */
  readonly pattern: RegExp
  /** The form in words, for the error that a filter with another id gets. */
  readonly words: string
  /** Any one of them, for questions that are priced and not asked. */
  readonly example: string
}

/** Whatever has an id that filters take. */
export type IdNoun = ListNoun | 'CONTACT'

/** A vendor's forms; `other` is that of every noun without an entry. */
export type IdForms = { readonly other: IdForm } & { readonly [N in IdNoun]?: IdForm }

/**
 * Numbers as they are written in answers, so that an id and its row agree: `7`, never `007`. Twenty digits hold any
 * number of 64 bits.
 */
export const NUMBER_ID: IdForm = {
  pattern: /^(?:0|-?[1-9]\d{0,19})$/,
  words: 'a whole number of at most 20 digits',
  example: '1',
}

export const UUID_ID: IdForm = {
  pattern: /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i,
  words: 'a UUID',
  example: '00000000-0000-4000-8000-000000000000',
}

/** Ids of a form that no document states: any text, bounded, without control characters and lone surrogates. */
export const TEXT_ID: IdForm = {
  pattern: /^(?!\.+$)[^\p{Cc}\p{Cs}]{1,256}$/u,
  words: 'a text of at most 256 characters, none of them control characters',
  example: '1',
}

export function formOf(forms: IdForms, noun: IdNoun): IdForm {
  return forms[noun] ?? forms.other
}

export function hasForm(forms: IdForms, noun: IdNoun, vendorId: string): boolean {
  return formOf(forms, noun).pattern.test(vendorId)
}

// Forms of a vendor's raw ids.
// An id of another form never joins a shared request.
import type { ListNoun } from '../domain/lists.ts'

/** E.g. `{ pattern: /^\d{1,20}$/, words: 'a whole number', example: '1' }`. */
interface IdForm {
  /** Anchored, bounded, and never matching dots alone, which would leave the path. */
  readonly pattern: RegExp
  /** The form in words, for errors. */
  readonly words: string
  /** A stand-in for questions that are priced without being sent. */
  readonly example: string
}

export type IdNoun = ListNoun | 'CONTACT'

/** `other` covers every noun without an entry. */
export type IdForms = { readonly other: IdForm } & { readonly [N in IdNoun]?: IdForm }

/** Canonical: `7`, never `007`. 20 digits hold 64 bits. */
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

/** Bounded text for undocumented forms, without control characters or lone surrogates. */
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

// Closed lists of words with their meanings. Filters, enums and types follow from them.
//
//     SPEAKERS = defineWords('Speaker', 'Who spoke a turn.', { AGENT: 'A person of the company.', … })
//     Speaker  = WordOf<typeof SPEAKERS>     'AGENT' | 'BOT' | …

export interface WordList<Word extends string = string> {
  /** The name of its enum, e.g. `CallStatus`. */
  readonly name: string
  readonly description: string
  readonly meanings: Readonly<Record<Word, string>>
  readonly all: readonly Word[]
}

export type WordOf<List> = List extends WordList<infer Word> ? Word : never

export function defineWords<Word extends string>(
  name: string,
  description: string,
  meanings: Readonly<Record<Word, string>>,
): WordList<Word> {
  // Object.keys forgets the key type.
  return { name, description, meanings, all: Object.keys(meanings) as Word[] }
}

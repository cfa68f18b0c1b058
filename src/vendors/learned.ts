// What an account has shown about parameters that no document proves: obeyed, ignored or refused. Told once by an
// answer and kept as long as the process lives.

export type Lesson = 'obeyed' | 'ignored' | 'refused'

export interface Learned {
  /** Undefined until an answer has told. */
  about(parameter: string): Lesson | undefined
  /** False once the parameter turned out to be ignored or refused. */
  worksPerhaps(parameter: string): boolean
  learn(parameter: string, lesson: Lesson): void
}

export function createLearned(): Learned {
  const lessons = new Map<string, Lesson>()
  return {
    about: (parameter) => lessons.get(parameter),
    worksPerhaps: (parameter) => (lessons.get(parameter) ?? 'obeyed') === 'obeyed',
    learn: (parameter, lesson) => void lessons.set(parameter, lesson),
  }
}

// Probe results of one account: supported, ignored or refused parameters.
// The first answer sets it for the life of the process.

export type Lesson = 'obeyed' | 'ignored' | 'refused'

export interface Learned {
  /** `undefined` before the first probe. */
  about(parameter: string): Lesson | undefined
  /** False once the parameter was ignored or refused. */
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

// A vendor in trouble, seen from whole operations: one list a second, what each was told, and when requests came.
import type { Answer, Stage } from './gateway.ts'
import { listOf } from './operations.ts'

type Intercepting = () => Response | undefined

export const status =
  (code: number, headers: Record<string, string> = {}): Intercepting =>
  () =>
    new Response('{}', { status: code, headers })

/** Each another list. */
export function askEverySecond(stage: Stage, seconds: number, from = 0): Promise<readonly Answer<any>[]> {
  return Promise.all(
    Array.from({ length: seconds }, async (_, second) => {
      await stage.clock.sleep(second * 1000)
      return stage.ask(listOf(from + second))
    }),
  )
}

/** When requests came, counted from the first. */
export function instantsOf({ sandbox }: Stage): readonly number[] {
  const [first] = sandbox.requests
  return sandbox.requests.map(({ at }) => at - (first?.at ?? 0))
}

export const gapsOf = (instants: readonly number[]) =>
  instants.slice(1).map((at, index) => at - (instants[index] ?? 0))

export const codesOf = (answers: readonly Answer<any>[]) =>
  answers.flatMap(({ errors }) =>
    errors.flatMap(
      ({ extensions: { failures, code } }) =>
        (failures as { code: string }[] | undefined)?.map((one) => one.code) ?? [String(code)],
    ),
  )

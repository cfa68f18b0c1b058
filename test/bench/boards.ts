// Boards about calls on several instances: requests a minute, beside
// one an interval for all of them.
import { createSandbox } from '../../src/demo/sandbox.ts'
import { LIST_TTL_MS } from '../../src/domain/ttl.ts'
import { BOARD, boardsOf } from '../support/boards.ts'
import { createVirtualClock } from '../support/clock.ts'
import { createStageOver } from '../support/gateway.ts'
import { createMemoryRedis } from '../support/memory-redis.ts'

const MINUTE = 60_000
const EVERY_MS = 5000
const SECRET = 'a secret that instances share, 32'

export interface BoardsCost {
  readonly boards: number
  readonly instances: number
  readonly memory: 'own' | 'shared'
  /** Requests until every board of every instance was answered. */
  readonly first: number
  readonly 'a minute': number
  readonly floor: number
}

export async function measureBoards(): Promise<readonly BoardsCost[]> {
  const costs: BoardsCost[] = []
  for (const boards of [1, 4, 12, 50])
    for (const [instances, memory] of [
      [1, 'own'],
      [3, 'own'],
      [3, 'shared'],
    ] as const)
      costs.push(await costOf(boards, instances, memory))
  return costs
}

export async function costOf(
  boards: number,
  instances: number,
  memory: BoardsCost['memory'],
): Promise<BoardsCost> {
  const clock = createVirtualClock()
  // Instances share no schedule here, so that the vendor must not count.
  const sandbox = createSandbox({ clock, scale: 0.1, quota: false })
  const { redis } = createMemoryRedis(clock)
  const deps = memory === 'shared' ? { sharedMemory: { redis, secret: SECRET } } : {}
  const stages = Array.from({ length: instances }, () =>
    createStageOver(sandbox, clock, (request) => sandbox.ujet(request), {}, deps),
  )
  const looks = boardsOf(boards).flatMap((filter) => stages.map((stage) => ({ stage, filter })))

  async function watch(forMs: number): Promise<void> {
    const until = clock.now() + forMs
    await Promise.all(
      looks.map(async ({ stage, filter }, index) => {
        await clock.sleep((index * EVERY_MS) / looks.length)
        for (; clock.now() < until; await clock.sleep(EVERY_MS)) {
          const { errors } = await stage.ask(BOARD, { filter })
          if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('; '))
        }
      }),
    )
  }

  // Every board looks once, which takes 52 slots for 50 of them.
  await watch(EVERY_MS)
  const first = sandbox.requests.length
  await watch(2 * MINUTE)
  return {
    boards,
    instances,
    memory,
    first,
    'a minute': (sandbox.requests.length - first) / 2,
    floor: MINUTE / LIST_TTL_MS.CALL,
  }
}

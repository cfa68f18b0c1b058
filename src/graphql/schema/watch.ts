// Subscription fields: the whole list at once and after each change.
import type { InputRef, ObjectRef } from '@pothos/core'
import type { Lists } from '../../domain/lists.ts'
import type { Page } from '../../gather/question.ts'
import type { Noun } from '../../domain/noun.ts'
import type { Context, Types } from './builder.ts'
import { WORDS_OF } from '../../domain/noun.ts'
import { toRequest } from './list-field.ts'
import { toSelecting, wantedOfRows } from './selection.ts'

export interface WatchedList<N extends Noun> {
  readonly noun: N
  readonly type: ObjectRef<Types, Page<Lists[N]['row']>>
  readonly filter: InputRef<object>
  readonly description: string
  /** The most rows. `null`: an unpaged list. */
  readonly first: number | null
}

interface WatchArguments {
  readonly filter?: object | null | undefined
}

/** A list of `Subscription`, e.g. `currentAgentStatuses(filter)`. */
export function watchedList<N extends Noun>(
  t: PothosSchemaTypes.SubscriptionFieldBuilder<Types, object>,
  { noun, type, filter, description, first }: WatchedList<N>,
) {
  const request = (args: WatchArguments, wanted: ReadonlySet<string>) =>
    toRequest({ noun }, undefined, { ...args, first }, wanted)
  return t.field({
    type,
    nullable: false,
    description,
    // The price of one poll.
    fetches: { by: 'LIST', request: (args, _, wanted) => request(args, wanted) },
    args: { filter: filterArgument(t, noun, filter) },
    subscribe: (_, args, context, info) =>
      renewing(
        context,
        context.gather.watch(request(args as WatchArguments, wantedOfRows(toSelecting(info))), context.ask),
      ),
    // Pothos cannot see the row type through the generic noun.
    resolve: (page) => page as never,
  })
}

export function filterArgument(
  t: PothosSchemaTypes.SubscriptionFieldBuilder<Types, object>,
  noun: Noun,
  filter: InputRef<object>,
) {
  return t.arg({
    type: filter,
    description: `Which ${WORDS_OF[noun].many} to watch; all of them when absent.`,
  })
}

/** Gives every event its own deadline. */
export function renewing<T>(context: Context, events: AsyncIterableIterator<T>): AsyncIterableIterator<T> {
  const renewed: AsyncIterableIterator<T> = {
    [Symbol.asyncIterator]: () => renewed,
    next: async () => {
      const event = await events.next()
      if (event.done !== true) context.renew()
      return event
    },
    return: async () => events.return?.() ?? { value: undefined, done: true },
  }
  return renewed
}

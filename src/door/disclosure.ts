// Whose answer showed personal data as it is, is told to whoever listens.
import type { Plugin } from 'graphql-yoga'
import type { Emit } from '../domain/event.ts'
import type { OperationContext } from './operation.ts'
import { getOperationAST } from 'graphql'
import { toName } from './operation.ts'

export function useDisclosure(emit: Emit): Plugin<OperationContext> {
  return {
    onExecute: ({ args: { contextValue, document, operationName } }) => ({
      onExecuteDone: () => {
        const { disclosed, requestId, ask } = contextValue
        if (disclosed.size === 0) return
        emit({
          type: 'disclosure',
          requestId,
          name: toName(getOperationAST(document, operationName)?.name?.value),
          viewer: ask.viewer.name,
          kinds: [...disclosed.keys()].toSorted(),
          count: [...disclosed.values()].reduce((sum, count) => sum + count, 0),
        })
      },
    }),
  }
}

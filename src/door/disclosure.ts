// Whose answer showed personal data as it is, is told to whoever listens.
import type { DocumentNode } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Emit } from '../domain/event.ts'
import type { OperationContext } from './operation.ts'
import { getOperationAST } from 'graphql'
import { toName } from './operation.ts'

export function useDisclosure(emit: Emit): Plugin<OperationContext> {
  const tell = ({ contextValue, document, operationName }: Executed) => {
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
  }
  return {
    onExecute: ({ args }) => ({ onExecuteDone: () => tell(args) }),
    // What is watched is told of when its watcher has left.
    onSubscribe: ({ args }) => ({ onSubscribeResult: () => ({ onEnd: () => tell(args) }) }),
  }
}

interface Executed {
  readonly contextValue: OperationContext
  readonly document: DocumentNode
  readonly operationName?: string | null
}

// Yoga whose executor graphql-jit compiles, once a document.
import type { AddressInfo } from 'node:net'
import type { DocumentNode } from 'graphql'
import type { CompiledQuery } from 'graphql-jit'
import type { Plugin } from 'graphql-yoga'
import { createServer } from 'node:http'
import { buildSchema } from 'graphql'
import { compileQuery, isCompiledQuery } from 'graphql-jit'
import { createYoga } from 'graphql-yoga'
import { listening, root, SDL } from './rows.ts'

const schema = buildSchema(SDL)
const compiled = new WeakMap<DocumentNode, CompiledQuery>()

function compile(document: DocumentNode): CompiledQuery {
  const known = compiled.get(document)
  if (known !== undefined) return known
  const made = compileQuery(schema, document)
  if (!isCompiledQuery(made)) throw new Error('the document does not compile')
  compiled.set(document, made)
  return made
}

// graphql-jit calls no methods of the root.
const fields = schema.getQueryType()?.getFields()
if (fields?.calls !== undefined) fields.calls.resolve = (_, args) => root.calls(args)

const jit: Plugin = {
  onExecute: ({ args, setExecuteFn }) =>
    setExecuteFn(() => compile(args.document).query({}, args.contextValue, args.variableValues)),
}

const yoga = createYoga({
  schema,
  logging: false,
  plugins: [jit],
})
const server = createServer((request, response) => void yoga(request, response))
// A server that listens on a port has an address of this form.
server.listen(0, '127.0.0.1', () => listening((server.address() as AddressInfo).port))

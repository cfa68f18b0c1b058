// Pages for people: `/` with links, `/graphql` in a browser, `/docs/<name>`.
import type { IncomingMessage } from 'node:http'
import type { Page } from './graphiql.ts'
import type { Answer } from './server.ts'

export interface Doc {
  /** As in its address, e.g. `querying`. */
  readonly name: string
  /** Markdown. */
  readonly text: string
}

/** `graphiql`: null when it is off. */
export function createPages(graphiql: Page | null, docs: readonly Doc[]): Answer {
  const texts = new Map(docs.map(({ name, text }) => [`/docs/${name}`, text]))
  const links = [
    ...(graphiql === null ? [] : ['<li><a href="/graphql">GraphiQL</a>, with example operations</li>']),
    ...docs.map(({ name }) => `<li><a href="/docs/${name}">${name}</a></li>`),
  ]
  const welcome = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Switchboard</title>
<h1>Switchboard</h1>
<p>One GraphQL endpoint over every contact-centre account: <code>/graphql</code></p>
<ul>${links.join('')}</ul></html>
`
  return (request, response, pathname) => {
    if (request.method !== 'GET') return false
    const text = texts.get(pathname)
    if (text !== undefined) {
      response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(text)
      return true
    }
    if (!isForPeople(request)) return false
    // Other clients get JSON at the same address.
    response.setHeader('vary', 'accept')
    if (pathname === '/') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(welcome)
      return true
    }
    if (pathname !== '/graphql' || graphiql === null) return false
    graphiql(request, response).catch(() => response.destroy())
    return true
  }
}

/** Browsers accept HTML. */
function isForPeople(request: IncomingMessage): boolean {
  return request.headers.accept?.includes('text/html') ?? false
}

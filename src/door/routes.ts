// What is answered before anything is read of a request: other addresses, other methods, and a browser's preflight.
import type { Plugin } from 'graphql-yoga'
import type { Cors } from './cors.ts'
import { METHODS } from './cors.ts'

const JSON_TYPE = { 'content-type': 'application/json' }

const toError = (message: string, code: string) => ({ message, extensions: { code } })

/** A page's console shows no body, but the one who looks into the network does. */
const NO_CORS = 'Pages of this origin may not call: add it to the setting CORS_ORIGINS.'

const NOT_ACCEPTABLE =
  'Header "accept": expected application/json, application/graphql-response+json or, for a subscription, text/event-stream.'

export function useRoutes(cors: Cors): Plugin {
  return {
    onResponse: ({ response: { status, headers }, fetchAPI: { Response }, setResponse }) => {
      // The server's own refusal is empty.
      if (status !== 406) return
      const body = JSON.stringify({ errors: [toError(NOT_ACCEPTABLE, 'BAD_USER_INPUT')] })
      setResponse(
        new Response(body, { status, headers: { ...JSON_TYPE, accept: headers.get('accept') ?? '' } }),
      )
    },
    onRequest: ({ request: { method, url, headers }, fetchAPI: { Response }, endResponse }) => {
      const refuse = (status: number, message: string, code: string, more: Record<string, string> = {}) => {
        const body = JSON.stringify({ errors: [toError(message, code)] })
        endResponse(new Response(body, { status, headers: { ...JSON_TYPE, ...more } }))
      }
      if (new URL(url).pathname !== '/graphql')
        refuse(404, 'Address: the GraphQL endpoint is /graphql.', 'BAD_USER_INPUT')
      else if (method === 'OPTIONS') {
        const preflight = cors.preflight(headers)
        if (preflight.status === 403) refuse(403, NO_CORS, 'FORBIDDEN')
        else endResponse(new Response(null, preflight))
      } else if (method !== 'GET' && method !== 'POST')
        refuse(405, 'Method: expected GET or POST.', 'BAD_USER_INPUT', { allow: METHODS })
    },
  }
}

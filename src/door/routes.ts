// What is answered before anything is read of a request: other addresses, other methods, and a browser's preflight.
import type { Plugin } from 'graphql-yoga'
import type { Cors } from './cors.ts'
import { METHODS } from './cors.ts'

/** A page's console shows no body, but the one who looks into the network does. */
const NO_CORS = 'Pages of this origin may not call: add it to the setting CORS_ORIGINS.'

export function useRoutes(cors: Cors): Plugin {
  return {
    onRequest: ({ request: { method, url, headers }, fetchAPI: { Response }, endResponse }) => {
      const refuse = (status: number, message: string, code: string, more: Record<string, string> = {}) => {
        const body = JSON.stringify({ errors: [{ message, extensions: { code } }] })
        endResponse(new Response(body, { status, headers: { 'content-type': 'application/json', ...more } }))
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

// The attacks that were considered, and the tests that refuse them. A reviewer starts here.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

/** The file below `test/`, and the name of a test in it or a row of its table. */
const ATTACKS: Readonly<Record<string, readonly (readonly [file: string, title: string])[]>> = {
  'a flood of aliases': [['security/attacks', 'a flood of aliases']],
  'a flood of directives': [
    ['security/attacks', 'a flood of directives'],
    ['security/attacks', 'a flood of directives that nobody knows'],
  ],
  'a flood of tokens': [['security/attacks', 'a flood of tokens']],
  'deep queries': [
    ['security/attacks', 'a deep operation'],
    ['security/attacks', 'selections nested until a stack overflows'],
    ['security/attacks', 'lists nested until a stack overflows'],
  ],
  'circular queries': [['door/limits', 'fields inside fields by fragments']],
  'fragment cycles': [
    ['security/attacks', 'fragments that go in a circle'],
    ['security/attacks', 'fragments that multiply'],
  ],
  batching: [['security/attacks', 'many operations in one request']],
  'huge variables': [
    ['security/attacks', 'more ids in variables than are served'],
    ['security/attacks', 'lists in variables nested until a stack overflows'],
    ['security/attacks', 'objects in variables nested until a stack overflows'],
    ['security/attacks', 'a representation nested until a stack overflows'],
    ['security/attacks', 'variables that nobody asked for'],
    ['door/limits', 'representations'],
  ],
  'a flood of subscriptions': [
    ['security/watchers', 'two hundred subscriptions of one client do not delay the subscription of another'],
    ['gather/watch', 'watchers of one client are refused above its limit'],
    ['operation/watch', 'sends no request and leaves no watcher when the client accepts no event stream'],
    ['operation/watch', 'keeps no timer after its end'],
  ],
  'a subscription that outlives its sign-in': [
    ['gather/watch', 'a watcher ends when the sign-in of its viewer expires'],
  ],
  'an operation that is too expensive': [['price/price-plan', 'is refused with nothing sent']],
  'prototype keys': [
    ['security/attacks', 'keys of the prototype as variables'],
    ['security/attacks', 'keys of the prototype as fields'],
  ],
  'introspection when it is off': [
    ['security/attacks', 'is refused under all its names when introspection is off'],
    ['security/attacks', 'is not suggested by errors when introspection is off'],
  ],
  'changes by GET': [['security/attacks', 'cannot send an operation by a link']],
  'content types that need no preflight': [
    ['security/attacks', 'cannot send a request without a preflight'],
    ['security/attacks', 'gets no allow header'],
  ],
  'tokens without a signature': [['door/token', 'no signature (alg none)']],
  'tokens of the wrong algorithm': [
    ['door/token', 'an HMAC with the public key as its secret'],
    ['door/token', 'a configured key accepts its own tokens, and only its own algorithm'],
  ],
  'tokens that have expired': [
    ['door/token', 'a past expiry'],
    ['door/token', 'clocks may differ by the configured skew'],
  ],
  'tokens for another audience': [['door/token', 'another audience']],
  'tokens of a revoked key': [
    ['door/key-set', 'a revoked key is accepted for at most ten minutes'],
    ['door/key-set', 'invented keys cause few reads'],
  ],
  'tokens with a key or its address': [
    ['door/token', 'a key in its header'],
    ['door/token', 'an address of keys in a token is not requested'],
  ],
  'headers injected through filters': [
    ['security/injection', 'a text in a filter is one value of one parameter'],
    ['security/values', 'a text in a filter of'],
  ],
  'path traversal through raw ids': [
    ['security/values', 'a raw id requests its own row only'],
    ['security/neighbours', 'an id of dots never leaves its path, at no vendor'],
  ],
  'endless, inflating or nested answers of a vendor': [
    ['security/hostile-vendors', 'an answer without an end'],
    ['security/hostile-vendors', 'an answer of 256 MB'],
    ['security/hostile-vendors', 'a small answer that inflates to 20 MB'],
    ['security/hostile-vendors', 'lists in lists'],
    ['upstream/client', 'JSON of too many values'],
    ['upstream/client', 'an endless answer is read up to the limit of bytes'],
  ],
  'ids that break look-ups of others': [
    ['security/neighbours', 'malformed ids join no look-up of other clients'],
    ['security/neighbours', 'a malformed id inside a filter is refused'],
    ['security/neighbours', 'fails alone, and is found in few requests'],
    ['security/neighbours', 'many refused ids of one client are found like one'],
    ['security/neighbours', 'one refused id is no probe result about look-ups'],
    ['upstream/pending', 'a request has as many ids as fit into its bytes'],
    ['vendors/id-form', 'is long, leaves its path or cannot be encoded'],
  ],
  'texts that a firewall refuses': [
    ['security/neighbours', 'a text that a firewall answers with 403 closes the account for no other client'],
  ],
  'thousands of ids ahead of others': [
    ['upstream/pending', 'one id of a client goes before the thousands that another client sent earlier'],
    ['upstream/pending', 'fifty thousand dropped ids delay no other caller'],
  ],
  'texts that cannot be encoded': [
    ['security/neighbours', 'half a character is sent as none, spends one request and opens no circuit'],
  ],
  'requests forged by settings': [
    ['security/addresses', 'an address setting accepts HTTP addresses only'],
    ['security/addresses', 'an override of a path stays below the base address'],
    ['security/addresses', 'a redirect of a vendor is not followed, over a real network'],
  ],
  'texts that make a pattern slow': [
    ['security/injection', 'a long text that almost matches is refused as fast as a short one'],
  ],
  'memory poisoned between viewers': [
    ['security/viewers', 'a cached row is masked for each viewer'],
    ['security/viewers', 'a shared request is masked for each viewer'],
    ['security/viewers', 'a cached document is refused by each viewer’s scopes'],
    ['access/grants', 'gives nothing of what others have read'],
  ],
  'a Redis that somebody reads or writes': [
    ['upstream/redis/shared-memory', 'neither keys nor values show accounts, credentials, filters or rows'],
    ['upstream/redis/shared-memory', 'a value that was moved, changed or invented is not found'],
    ['upstream/redis/shared-memory', 'a key that somebody prolongs makes no answer younger'],
    ['soak/shared-memory', 'nothing that Redis holds shows personal data'],
  ],
  'a Redis filled by one client': [
    ['upstream/redis/shared-memory', 'no value is kept for more than five minutes'],
    ['upstream/redis/shared-memory', 'a value above the limit is not kept'],
  ],
  'timing of the shared secret': [['security/secret', 'every guess is compared as a whole']],
  'almost right secrets': [['door/router', 'a part of the secret']],
  'forged cursors': [
    ['security/injection', 'a cursor with any change is refused'],
    ['gather/cursor', 'a cursor of another question or secret is refused'],
  ],
  'masks probed by filters': [['access/personal-filters', 'cannot be probed by']],
  'slow connections': [
    ['security/http', 'dripping connections are destroyed, also if the client never closes'],
    ['security/http', 'a connection that sends on after its refusal is destroyed'],
    ['security/socket', 'a connection that drips'],
    ['door/pages', 'headers and bodies have time limits'],
  ],
  'oversized bodies': [
    ['security/socket', 'a body announced as too long'],
    ['security/socket', 'a body in chunks that is too long'],
    ['door/params', 'a body in chunks is cut at the limit, and the refusal arrives'],
  ],
  'unread answers': [['security/http', 'connections with unread answers are destroyed']],
  'an invalid host': [
    ['security/http', 'an invalid Host is refused before sign-in, logged, and reveals nothing'],
  ],
  'a flood of parallel operations': [
    ['security/http', 'of one client at once delay no other client'],
    ['door/turns', 'a turn of the loop begins operations for a millisecond, and clients take turns'],
  ],
  'invented names and addresses of a client': [
    ['door/client-address', 'the client has the address that it cannot forge'],
    ['door/client-name', 'limits count an address as one client'],
  ],
  'pages of other origins': [
    ['door/cors', 'another origin gets no allow header, and its preflight names the setting'],
  ],
  'bodies that inflate': [['door/params', 'a compressed body is refused before it is unpacked, with advice']],
  'one request inside another': [
    ['security/socket', 'a length beside chunks'],
    ['security/socket', 'a body longer than announced'],
  ],
}

for (const [attack, tests] of Object.entries(ATTACKS))
  test(`${attack}: the listed tests exist`, () => {
    assert.ok(tests.length > 0)
    for (const [file, title] of tests) {
      const text = readFileSync(new URL(`../${file}.test.ts`, import.meta.url), 'utf8')
      assert.ok(text.includes(title), `${file}.test.ts has no “${title}”`)
    }
  })

// The list of attacks, and for each the tests that show its refusal; a reviewer begins here. Whoever renames a test is told.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

/** The files below `test/`, and what a test in it is called, or a row of its table. */
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
    [
      'security/watchers',
      'two hundred subscriptions of one client do not hold up the subscription of another',
    ],
    ['gather/watch', 'watchers of one client are refused above its limit'],
    [
      'operation/watch',
      'asks nothing and leaves nothing behind when no media type that the client accepts can carry events',
    ],
    ['operation/watch', 'keeps no timer after its end'],
  ],
  'a subscription that outlives its sign-in': [
    ['gather/watch', 'a watcher ends when the sign-in of its viewer expires'],
  ],
  'an operation that is too dear': [['price/price-plan', 'is refused with nothing sent']],
  'prototype keys': [
    ['security/attacks', 'keys of the prototype as variables'],
    ['security/attacks', 'keys of the prototype as fields'],
  ],
  'introspection when it is off': [
    ['security/attacks', 'is kept when it is to be kept, under any of its names'],
    ['security/attacks', 'is not guessed at by errors when it is to be kept'],
  ],
  'changes by GET': [['security/attacks', 'cannot ask by its address alone']],
  'content types that need no preflight': [
    ['security/attacks', 'cannot send what it sends without asking first'],
    ['security/attacks', 'is not told that another origin may read'],
  ],
  'tokens without a signature': [['door/token', 'no signature (alg none)']],
  'tokens of the wrong algorithm': [
    ['door/token', 'the public key taken for a shared one'],
    ['door/token', 'a key that is set lets in what it signed, and only by its own kind of signature'],
  ],
  'tokens that have expired': [
    ['door/token', 'an end that has passed'],
    ['door/token', 'clocks may differ by the skew and no more'],
  ],
  'tokens for another audience': [['door/token', 'an audience that is another']],
  'tokens of a key that was rotated away': [
    ['door/key-set', 'a key that was taken back is honoured for ten minutes at most'],
    ['door/key-set', 'invented keys do not make the issuer be asked again and again'],
  ],
  'tokens that bring a key or its address': [
    ['door/token', 'a key that it brings along'],
    ['door/token', 'nobody asks where a token says that its key is'],
  ],
  'headers injected through filters': [
    ['security/injection', 'a text in a filter is one value of one parameter'],
    ['security/values', 'a text in a filter of'],
  ],
  'path traversal through raw ids': [
    ['security/values', 'a raw id leads nowhere but to its own row'],
    ['security/neighbours', 'an id of dots never leaves its path, at no vendor'],
  ],
  'answers of a vendor that never end, inflate or nest': [
    ['security/hostile-vendors', 'an answer without an end'],
    ['security/hostile-vendors', 'an answer of 256 MB'],
    ['security/hostile-vendors', 'a small answer that inflates to 20 MB'],
    ['security/hostile-vendors', 'lists in lists'],
    ['upstream/client', 'JSON of too many values'],
    ['upstream/client', 'an endless answer is read up to the limit of bytes'],
  ],
  'ids that spoil what others look up': [
    ['security/neighbours', 'ids that cannot be ids join no look-up of others'],
    ['security/neighbours', 'an id of a wrong form inside a filter is refused'],
    ['security/neighbours', 'fails alone, and is found in few requests'],
    ['security/neighbours', 'many ids of one client that are refused are found like one'],
    ['security/neighbours', 'one refused id teaches nothing about how ids are looked up'],
    ['upstream/pending', 'a request has as many ids as fit into its bytes'],
    ['vendors/id-form', 'is long, leaves its path or cannot be encoded'],
  ],
  'texts that a firewall refuses': [
    ['security/neighbours', 'a text that a firewall answers with 403 closes the account to nobody else'],
  ],
  'thousands of ids before those of others': [
    ['upstream/pending', 'one id of a client goes before the thousands that another client sent earlier'],
    ['upstream/pending', 'fifty thousand dropped ids delay no other caller'],
  ],
  'texts that cannot be encoded': [
    [
      'security/neighbours',
      'half a character in a text is sent as none, spends one request and breaks no circuit',
    ],
  ],
  'requests forged through settings': [
    ['security/addresses', 'a setting that is an address takes nothing but an address of HTTP'],
    ['security/addresses', 'an override of a path stays below the base address'],
    ['security/addresses', 'a vendor that refers to another address is not followed, over a real network'],
  ],
  'texts that make a pattern slow': [
    ['security/injection', 'a text that is long and almost right is refused as soon as a short one'],
  ],
  'memory poisoned between viewers': [
    ['security/viewers', 'what was read for somebody who may see it whole is masked for the next'],
    ['security/viewers', 'a request that both wait for gives each what is theirs'],
    ['security/viewers', 'a document that was allowed to one is still refused to the next'],
    ['access/grants', 'gives nothing of what others have read'],
  ],
  'timing of the shared secret': [['security/secret', 'every guess is compared as a whole']],
  'secrets that are nearly right': [['door/router', 'a part of the secret']],
  'cursors that were changed': [
    ['security/injection', 'a cursor that was changed anywhere is refused'],
    ['gather/cursor', 'a cursor of another question is refused, and so is one of another server'],
  ],
  'masks that are probed by filters': [['access/personal-filters', 'cannot be probed by']],
  'slow connections': [
    ['security/http', 'connections that drip are destroyed, also when their client never closes its side'],
    ['security/http', 'a connection whose body goes on after its refusal is destroyed'],
    ['security/socket', 'a connection that drips'],
    ['door/pages', 'headers and bodies must come in time'],
  ],
  'oversized bodies': [
    ['security/socket', 'a body that is announced too long'],
    ['security/socket', 'a body in chunks that is too long'],
    ['door/params', 'a body in chunks is cut off where it is too long, and the refusal arrives'],
  ],
  'answers that nobody reads': [
    ['security/http', 'connections on which nobody reads the answers are destroyed'],
  ],
  'a host that is none': [
    [
      'security/http',
      'a Host that is none is refused before any sign-in, logged, and shows nothing of the installation',
    ],
  ],
  'a flood of operations at once': [
    ['security/http', 'of one client at once hold up nobody else'],
    ['door/turns', 'one operation is begun per turn of the loop, and clients take turns'],
  ],
  'names and addresses that a client invents': [
    ['door/client-address', 'the client is told by the address that nobody could invent'],
    ['door/client-name', 'limits count all names at one address as one client'],
  ],
  'pages of other origins': [
    ['door/cors', 'no other one gets an allow header, and its preflight names the setting'],
  ],
  'bodies that grow when they are unpacked': [
    ['door/params', 'a body that is compressed is refused before it is unpacked, with what to do'],
  ],
  'one request inside another': [
    ['security/socket', 'a length beside chunks'],
    ['security/socket', 'a body longer than it was announced'],
  ],
}

for (const [attack, tests] of Object.entries(ATTACKS))
  test(`${attack}: the refusal is shown where this list says`, () => {
    assert.ok(tests.length > 0)
    for (const [file, title] of tests) {
      const text = readFileSync(new URL(`../${file}.test.ts`, import.meta.url), 'utf8')
      assert.ok(text.includes(title), `${file}.test.ts has no “${title}”`)
    }
  })

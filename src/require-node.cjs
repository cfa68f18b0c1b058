// Required before TypeScript is read: refuses an older Node.js by one clear line.
// ES5, so that every Node.js can read it.
// oxlint-disable eslint/no-var, eslint/prefer-template, unicorn/prefer-module

// E.g. ">=22.18".
var oldest = require('../package.json').engines.node.slice(2)

var own = process.versions.node.split('.')
var needed = oldest.split('.')
if (Number(own[0]) < Number(needed[0]) || (own[0] === needed[0] && Number(own[1]) < Number(needed[1]))) {
  console.error(
    'Switchboard needs Node.js ' +
      oldest +
      ' or newer, and this is ' +
      process.versions.node +
      '. "npm install" brings it for "npm start" and "npm run demo" on Linux and macOS, and on Windows (x64). Elsewhere, install it from https://nodejs.org.',
  )
  process.exit(1)
}

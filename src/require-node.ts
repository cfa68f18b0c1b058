// Imported first: an older Node.js is refused with one clear line instead of a strange error later.

const OLDEST_MAJOR = 24

if (Number.parseInt(process.versions.node, 10) < OLDEST_MAJOR) {
  console.error(
    `Switchboard needs Node.js ${OLDEST_MAJOR} and runs on ${process.versions.node}; "npm start" and "npm run demo" bring their own.`,
  )
  process.exit(1)
}

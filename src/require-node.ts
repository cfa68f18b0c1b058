// Imported first: refuses an older Node.js by one clear line.

const OLDEST_MAJOR = 24

if (Number.parseInt(process.versions.node, 10) < OLDEST_MAJOR) {
  console.error(
    `Switchboard needs Node.js ${OLDEST_MAJOR} and runs on ${process.versions.node}; "npm start" and "npm run demo" bring their own.`,
  )
  process.exit(1)
}

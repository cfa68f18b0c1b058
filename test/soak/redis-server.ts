// A Redis of its own process, and an address that can be led from one to another, as those of managed services are.
import type { ChildProcess } from 'node:child_process'
import type { Socket } from 'node:net'
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export interface RedisServer {
  /** Sends a command and waits until it is answered. */
  tell(command: string): Promise<void>
  stop(): Promise<void>
}

export async function startRedis(port: number): Promise<RedisServer> {
  // A replica writes what it is sent to a file there.
  const folder = mkdtempSync(join(tmpdir(), 'redis-'))
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const child = spawn('redis-server', [...args, '--dir', folder], { stdio: 'ignore' })
  for (let tries = 0; tries < 100; tries += 1) {
    if (await isListening(port))
      return { tell: (command) => tell(port, command), stop: () => stop(child, folder) }
    await sleep(100)
  }
  return assert.fail('redis-server does not listen')
}

async function stop(child: ChildProcess, folder: string): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  rmSync(folder, { recursive: true })
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

async function tell(port: number, command: string): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  socket.write(`${command}\r\n`)
  await once(socket, 'data')
  socket.destroy()
}

export interface Address {
  readonly port: number
  /** New connections lead there; those that are open stay as they are. */
  leadTo(port: number): void
  close(): void
}

export async function createAddress(first: number): Promise<Address> {
  let target = first
  const sockets = new Set<Socket>()
  const server = createServer((inner) => {
    const outer = connect(target, '127.0.0.1')
    inner.pipe(outer).pipe(inner)
    for (const [one, other] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      sockets.add(one)
      one.on('error', () => {})
      one.on('close', () => other.destroy())
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  assert.ok(typeof address === 'object' && address !== null)
  return {
    port: address.port,
    leadTo: (port) => {
      target = port
    },
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

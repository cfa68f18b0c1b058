// The log: a listener of events.
// A line has names, numbers and codes, never variables or rows.
import type { Logger } from 'pino'
import type { Emit } from './domain/event.ts'
import { pino } from 'pino'

/** Lines are written together, after 50 ms at most and at the exit: a write each costs a tenth of an answer. */
const LINES = { sync: false, minLength: 16_000, periodicFlush: 50 }

export function createLogger(level: string): Logger {
  return pino({ level, base: null }, pino.destination(LINES))
}

export function logEvents(log: Logger): Emit {
  return (event) => {
    switch (event.type) {
      case 'operation': {
        // One copy: this line is part of the cost of every answer.
        log.info({ ...event, type: undefined, durationMs: Math.round(event.durationMs) }, 'operation')
        break
      }
      case 'request': {
        const { type: _, ...request } = event
        const level = event.code === null ? 'debug' : 'warn'
        log[level](request, 'upstream request')
        break
      }
      case 'limited':
        log.warn({ account: event.account, pauseMs: Math.ceil(event.pauseMs) }, 'vendor asked for a pause')
        break
      case 'state':
        log[event.state === 'UP' ? 'info' : 'warn']({ account: event.account, state: event.state }, 'account')
        break
      case 'clock': {
        const { type: _, ...clock } = event
        log.warn(clock, 'clocks of the vendor and of this machine differ')
        break
      }
      case 'redis':
        if (event.isUp) log.info('Redis answers again: instances share quotas')
        else
          log.warn(
            { reason: event.reason },
            'Redis does not answer: this instance goes by its own share of quotas',
          )
        break
      case 'unauthenticated': {
        const { type: _, ...refused } = event
        log.info(refused, 'unauthenticated request')
        break
      }
      case 'rejected':
        log.info({ status: event.status, place: event.place }, 'request rejected')
        break
      case 'disclosure': {
        const { type: _, ...disclosure } = event
        log.info(disclosure, 'personal data shown')
        break
      }
      case 'fault':
        // The message and stack are ours: vendors' texts end in UpstreamError.
        log.error({ where: event.where, err: event.error }, 'fault')
        break
      case 'refusal':
      case 'saved':
      case 'looked':
      case 'lookedUp':
      case 'begun':
      case 'errors':
        break
    }
  }
}

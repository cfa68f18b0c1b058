// Allo-Media before the conformance suite.
import type { AlloMediaSwitches } from '../../../src/demo/allo-media/allo-media.ts'
import { createAlloMedia } from '../../../src/demo/allo-media/allo-media.ts'
import { conform } from '../conformance.ts'
import { accountOf } from '../subject.ts'

const listed = (_: unknown, calls: readonly object[]): AlloMediaSwitches => ({
  rows: {
    calls: calls.map((call, index) => ({
      unique_id: `a${index}`,
      timestamp: '2026-01-15T14:00:00Z',
      qualified: '2026-01-15T14:30:00Z',
      status: 'qualified',
      ...call,
    })),
  },
})

conform<AlloMediaSwitches>({
  // The document's example has no key for the number that was called, so this customer has one of its own.
  account: { ...accountOf('ALLO_MEDIA'), overrides: { metadata: { called: 'Line' } } },
  simulate: (options) =>
    createAlloMedia({ ...options, metadataKeys: { called: 'Line', ...options.metadataKeys } }),
  variants: {
    'too large a limit is cut': { beyond: 'clamped' },
    'pages are shorter than documented': { beyond: 'clamped', clamp: 60 },
    'few rows can be skipped': { maxOffset: 250 },
    'tokens live for a few seconds': { tokenSeconds: 3 },
    'the customer has other keys': { metadataKeys: { caller: 'tel', agent: 'qui', direction: 'sens' } },
  },
  silent: { CALL: { 'transcript.speaker': 'the vendor marks the leg of a turn, and not who speaks' } },
  listed,
  readings: {
    words: [
      {
        noun: 'CALL',
        row: {
          status: 'archived',
          audio_state: 'MELTED',
          metadata: { Direction: 'sideways' },
          transcript_json: { callData: [{ from: 'roof', content: 'Hello.' }] },
          tags: [{ label: 'Hope', type: 'prophecy' }],
        },
        expected: {
          status: 'UNKNOWN',
          vendorStatus: 'archived',
          direction: 'UNKNOWN',
          'details.metadata.Direction': 'sideways',
          'details.audioState': 'UNKNOWN',
          'transcript.0.speaker': 'UNKNOWN',
          'transcript.0.vendorSpeaker': 'roof',
          'tags.0.vendorKind': 'prophecy',
        },
      },
    ],
    times: [
      {
        noun: 'CALL',
        row: {
          timestamp: '2026-07-15T16:00:00+02:00',
          qualified: '2026-07-15T14:30:00.250Z',
          created_at: '2026-07-15T14:20:00Z',
        },
        expected: {
          startedAt: Date.UTC(2026, 6, 15, 14),
          updatedAt: Date.UTC(2026, 6, 15, 14, 30, 0, 250),
          'details.qualifiedAt': Date.UTC(2026, 6, 15, 14, 30, 0, 250),
          'details.ingestedAt': Date.UTC(2026, 6, 15, 14, 20),
        },
      },
    ],
    durations: [
      { noun: 'CALL', row: { duration: '123' }, expected: { durationSeconds: 123 } },
      {
        noun: 'CALL',
        row: { duration: 61.5, transcript_json: { callData: [{ datetime: 1.5, duration: 2 }] } },
        expected: {
          durationSeconds: 61.5,
          'transcript.0.startSeconds': 1.5,
          'transcript.0.durationSeconds': 2,
        },
      },
    ],
    numbers: [
      {
        noun: 'CALL',
        row: { metadata: { ANI: '33199000001' } },
        expected: { from: '+33199000001', 'contact.phone': '+33199000001' },
      },
      {
        noun: 'CALL',
        row: { metadata: { ANI: '+33 1 99 00 00 01' } },
        expected: { from: '+33199000001' },
      },
      {
        noun: 'CALL',
        row: { metadata: { ANI: '0199000001' } },
        expected: { from: '0199000001' },
      },
    ],
  },
})

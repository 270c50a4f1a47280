import * as v from 'valibot'
import { downloadEvents } from './downloadEvents.ts'
import { described, operation, type AnswerOf } from './operation.ts'

const DOWNLOAD = v.object({
  id: v.string(),
  fileName: described(v.string(), 'Includes the date and time of the start, in UTC.'),
  count: described(v.number(), 'Number of events that the file will have.'),
  state: described(
    v.picklist(['waiting', 'running', 'complete', 'failed', 'canceled']),
    '`waiting` until its file is requested; `complete` when all of it was sent.',
  ),
  events: described(v.number(), 'Events written so far.'),
  bytes: described(v.number(), 'Bytes sent so far.'),
  sha256: described(
    v.nullable(v.string()),
    'SHA-256 of the file as it was sent, in hex; null until it is complete.',
  ),
  manifestSha256: described(
    v.nullable(v.string()),
    'Of an evidence bundle: SHA-256 of its manifest, in hex, once it was written. Kept apart, it shows later whether the bundle is still this one.',
  ),
  reason: described(v.nullable(v.string()), 'Why it failed, as a sentence; null if it did not.'),
})

const problems = { 404: 'There is no such download. The server remembers the last 100 until it is stopped.' }

export const startDownload = operation({
  name: 'startDownload',
  method: 'POST',
  path: '/api/downloads',
  summary: 'Prepares a download that reports its progress and can be canceled.',
  description:
    'The file will have the events that match now, however long it takes. Request the file next. If you only need a file, use `GET /api/events/download`.',
  params: downloadEvents.params,
  filter: true,
  answer: DOWNLOAD,
  problems: { 410: downloadEvents.problems[410] },
  example: { address: '/api/downloads?eventName^=Delete&format=csv' },
})

export const getDownload = operation({
  name: 'getDownload',
  method: 'GET',
  path: '/api/downloads/:id',
  summary: 'The progress of a download.',
  answer: DOWNLOAD,
  problems,
  example: { address: '/api/downloads/0f4d6d2e-6a0c-4c80-9d0f-3f6a0b6c8d11' },
})

export const cancelDownload = operation({
  name: 'cancelDownload',
  method: 'DELETE',
  path: '/api/downloads/:id',
  summary: 'Cancels a download, unless it is complete.',
  problems,
  example: { address: '/api/downloads/0f4d6d2e-6a0c-4c80-9d0f-3f6a0b6c8d11' },
})

export const downloadFile = operation({
  name: 'downloadFile',
  method: 'GET',
  path: '/api/downloads/:id/file',
  summary: 'The file of a download, streamed, without a limit.',
  answer: downloadEvents.answer,
  problems: {
    ...problems,
    409: 'It is already running, or was canceled.',
    410: downloadEvents.problems[410],
    503: downloadEvents.problems[503],
  },
  example: { address: '/api/downloads/0f4d6d2e-6a0c-4c80-9d0f-3f6a0b6c8d11/file' },
})

export const downloadManifest = operation({
  name: 'downloadManifest',
  method: 'GET',
  path: '/api/downloads/:id/manifest',
  summary: 'The manifest of a complete download, for audits: filter, time range, count, SHA-256.',
  answer: v.object({
    fileName: v.string(),
    format: v.string(),
    compression: v.nullable(v.string()),
    bytes: v.number(),
    sha256: described(v.string(), 'SHA-256 of the file, in hex.'),
    events: v.number(),
    order: v.string(),
    filter: described(v.string(), 'As one line of text. Empty for all events.'),
    query: described(v.string(), 'The filter as a query string of this API.'),
    timeRange: described(
      v.object({ startTime: v.nullable(v.string()), endTime: v.nullable(v.string()) }),
      'Inclusive, in UTC; null for an open end. Relative ranges are resolved when the download starts.',
    ),
    notes: described(v.boolean(), 'Whether the file includes stars, tags and comments.'),
    store: described(
      v.object({
        asOf: v.string(),
        source: v.string(),
        accounts: v.array(v.string()),
        regions: v.array(v.string()),
        eventCount: v.number(),
        firstEventTime: v.nullable(v.string()),
        lastEventTime: v.nullable(v.string()),
      }),
      'The event data store that was searched.',
    ),
    startedAt: v.string(),
    completedAt: v.string(),
    tool: v.object({ name: v.string(), version: v.string() }),
  }),
  problems: { ...problems, 409: 'The download is not complete.' },
  example: { address: '/api/downloads/0f4d6d2e-6a0c-4c80-9d0f-3f6a0b6c8d11/manifest' },
})

export type Download = AnswerOf<typeof getDownload>

export type DownloadManifest = AnswerOf<typeof downloadManifest>

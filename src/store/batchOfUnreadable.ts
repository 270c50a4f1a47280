import type { UnreadableLogFile } from './eventStore.ts'
import type { RecordBatch } from './recordBatch.ts'

/**
 * A batch without rows. Its log files have problems and count as failed, so that loading them later
 * replaces the problems.
 */
export function batchOfUnreadable(logFiles: readonly UnreadableLogFile[]): RecordBatch {
  return {
    chunks: [],
    scanned: null,
    rowCount: 0,
    shapes: [],
    logFiles: logFiles.map(({ uri, reason }) => ({
      uri,
      name: uri,
      size: 0,
      modifiedMs: 0,
      records: 0,
      salvaged: 0,
      leftOut: 0,
      problems: [{ position: null, reason }],
      end: 'failed',
      sha256: null,
    })),
    pending: null,
    contentEnd: null,
  }
}

import type { LogFileSlice } from './recordBatch.ts'

/** Whether nothing more of a log file will come. An upload cannot be read again. */
export function isFinished({ end, uri }: LogFileSlice): boolean {
  return end === 'read' || end === 'digest' || (end === 'failed' && uri === null)
}

/** What tells log files apart that have begun and not ended. */
export function keyOfLogFile({ uri, name }: Pick<LogFileSlice, 'uri' | 'name'>): string {
  return uri ?? `upload:${name}`
}

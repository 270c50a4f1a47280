import { SECOND } from '../../../account/times.ts'
import type { Database, DatabaseSnapshot } from './rdsState.ts'

/** How long each change takes, and the statuses meanwhile and afterwards. */
const CHANGES: Readonly<
  Record<Database['change'], readonly [durationMs: number, meanwhile: string, afterwards: string]>
> = {
  created: [60 * SECOND, 'creating', 'available'],
  started: [45 * SECOND, 'starting', 'available'],
  stopped: [45 * SECOND, 'stopping', 'stopped'],
  rebooted: [20 * SECOND, 'rebooting', 'available'],
  modified: [20 * SECOND, 'modifying', 'available'],
  deleted: [45 * SECOND, 'deleting', 'deleted'],
}

const SNAPSHOT_MS = 30 * SECOND

export function statusOf({ change, changedMs }: Database, nowMs: number): string {
  const [durationMs, meanwhile, afterwards] = CHANGES[change]
  return nowMs < changedMs + durationMs ? meanwhile : afterwards
}

export function isSnapshotComplete({ startedMs }: DatabaseSnapshot, nowMs: number): boolean {
  return nowMs >= startedMs + SNAPSHOT_MS
}

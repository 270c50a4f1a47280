import type { EventIntegrity } from '../../cloudtrail/integrity.ts'
import type { Page } from '../eventStore.ts'

/** What digest files say of log files and events now. */
export interface KnownIntegrity {
  /** By the ID of the log file. */
  ofLogFiles(ids: readonly number[]): Promise<ReadonlyMap<number, EventIntegrity>>
  /** The same events with what is known of them. */
  withIntegrity(
    events: Page['events'],
    ordinals: readonly number[],
    signal: AbortSignal | undefined,
  ): Promise<Page['events']>
}

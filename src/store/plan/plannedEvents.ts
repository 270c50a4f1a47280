/** Matching events, as an engine provides them to a plan. */
export interface PlannedEvents {
  count(signal?: AbortSignal): Promise<number>
  /** The earliest and the latest time, null if no event has one. */
  extent(signal?: AbortSignal): Promise<{
    readonly firstMs: number | null
    readonly lastMs: number | null
    readonly withoutTime: number
  }>
  /**
   * How many events from `startMs` to below `endMs` are in each bucket, by its index; empty buckets
   * are left out.
   */
  countByBucket(
    buckets: { readonly startMs: number; readonly endMs: number; readonly widthMs: number },
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<number, number>>
  /** The same for all events that have a time, with how many of them failed. */
  countWithErrorsByBucket(
    buckets: { readonly startMs: number; readonly widthMs: number },
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<number, { readonly count: number; readonly errorCount: number }>>
  /** Roughly how much memory they take until dropped. */
  readonly bytes: number
  drop(): void
}

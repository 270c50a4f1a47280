/** The events of an answer, as an engine has them: what a plan asks of it. */
export interface PlannedEvents {
  count(signal?: AbortSignal): Promise<number>
  /** The first and the last time, null where no event has one. */
  extent(signal?: AbortSignal): Promise<{
    readonly firstMs: number | null
    readonly lastMs: number | null
    readonly withoutTime: number
  }>
  /** How many lie in each bucket that has any, by its index; those from `startMs` to below `endMs`. */
  countByBucket(
    buckets: { readonly startMs: number; readonly endMs: number; readonly widthMs: number },
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<number, number>>
  /** The same of all events that have a time, with how many of them failed. */
  countWithErrorsByBucket(
    buckets: { readonly startMs: number; readonly widthMs: number },
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<number, { readonly count: number; readonly errorCount: number }>>
  /** Roughly how much memory they take as long as they are not dropped. */
  readonly bytes: number
  drop(): void
}

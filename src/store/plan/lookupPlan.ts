import type { Order } from '../../filter/filter.ts'
import type { PlannedEvents } from './plannedEvents.ts'
import { BUCKETS, stretches, stretchOf, timeMap, type Stretch, type TimeMap } from './timeMap.ts'
import type { TimeSlice } from './timeSlice.ts'

/** A slice of up to this many events is sorted as it is; a larger one is narrowed down first. */
const SORTED_AT_ONCE = 50_000

/** Where a page is. */
interface PagePlace {
  readonly slice: TimeSlice
  readonly skip: number
}

/** Finds positions among matching events. Counts are kept. */
export class LookupPlan<Events extends PlannedEvents> {
  readonly events: Events
  #count: number | undefined
  readonly #maps = new Map<string, TimeMap>()

  /** `count`: how many events there are, if known. */
  constructor(events: Events, count?: number) {
    this.events = events
    this.#count = count
  }

  get bytes(): number {
    return this.events.bytes
  }

  drop(): void {
    this.events.drop()
  }

  async count(signal?: AbortSignal): Promise<number> {
    this.#count ??= await this.events.count(signal)
    return this.#count
  }

  /**
   * Where to find the page that begins at `offset`: a slice, and how many of its events come before
   * the page.
   */
  async locate(offset: number, limit: number, order: Order, signal?: AbortSignal): Promise<PagePlace> {
    // The first page needs no count.
    if (offset === 0 || offset + limit <= 200) return { slice: 'all', skip: offset }
    return this.locateByTime(offset, limit, order, signal)
  }

  /** The same for an engine that cannot find the first page by itself. */
  async locateByTime(offset: number, limit: number, order: Order, signal?: AbortSignal): Promise<PagePlace> {
    const total = await this.count(signal)
    if (offset >= total) return { slice: 'none', skip: 0 }
    if (total <= SORTED_AT_ONCE) return { slice: 'all', skip: offset }
    const end = Math.min(total, offset + limit)
    const [from, to] = order === 'newest' ? [total - end, total - offset] : [offset, end]
    const root = await this.#rootMap(signal)
    const older = root.before[0]!
    // Events without time are few and all at one end.
    if (from < older) return { slice: 'all', skip: offset }
    const stretch = await this.#narrow(root, from, to, signal)
    return { slice: periodOf(stretch), skip: order === 'newest' ? stretch.to - to : from - stretch.from }
  }

  /** Roughly the first `most` events of the order, but few of all events; null if there are few. */
  async first(order: Order, most: number, signal?: AbortSignal): Promise<TimeSlice | null> {
    const total = await this.count(signal)
    const size = Math.min(most, Math.floor(total / 8))
    if (size === 0) return null
    const root = await this.#rootMap(signal)
    if (order === 'oldest' && root.before[0]! > 0) return null
    const [from, to] = order === 'newest' ? [total - size, total] : [0, size]
    return periodOf(await this.#narrow(root, from, to, signal))
  }

  /** The matching events in slices of about `size` events, in order. */
  async *slices(order: Order, size: number, signal?: AbortSignal): AsyncGenerator<TimeSlice> {
    const total = await this.count(signal)
    if (total === 0) return
    if (total <= size) {
      yield 'all'
      return
    }
    const root = await this.#rootMap(signal)
    if (order === 'oldest' && root.before[0]! > 0) yield 'withoutTime'
    yield* this.#slicesOf(root, order, size, signal)
    if (order === 'newest' && root.before[0]! > 0) yield 'withoutTime'
  }

  async *#slicesOf(
    map: TimeMap,
    order: Order,
    size: number,
    signal?: AbortSignal,
  ): AsyncGenerator<TimeSlice> {
    const parts = stretches(map, size)
    for (const part of order === 'newest' ? parts.toReversed() : parts) {
      if (part.to - part.from <= SORTED_AT_ONCE || map.widthMs === 1) yield periodOf(part)
      else yield* this.#slicesOf(await this.#map(part, signal), order, size, signal)
    }
  }

  async #narrow(map: TimeMap, from: number, to: number, signal?: AbortSignal): Promise<Stretch> {
    const stretch = stretchOf(map, from, to)
    const isOneBucket = stretch.endMs - stretch.startMs === map.widthMs
    if (stretch.to - stretch.from <= SORTED_AT_ONCE || !isOneBucket || map.widthMs === 1) return stretch
    return this.#narrow(await this.#map(stretch, signal), from, to, signal)
  }

  async #rootMap(signal?: AbortSignal): Promise<TimeMap> {
    const known = this.#maps.get('root')
    if (known) return known
    const { firstMs, lastMs, withoutTime } = await this.events.extent(signal)
    const all = { from: withoutTime, to: 0, startMs: firstMs ?? 0, endMs: (lastMs ?? 0) + 1 }
    const map = await this.#map(all, signal)
    this.#maps.set('root', map)
    return map
  }

  /** The map of the events in a stretch of time. */
  async #map({ from, startMs, endMs }: Stretch, signal?: AbortSignal): Promise<TimeMap> {
    const key = `${startMs} ${endMs}`
    const known = this.#maps.get(key)
    if (known) return known
    const widthMs = Math.max(1, Math.ceil((endMs - startMs) / BUCKETS))
    const counts = await this.events.countByBucket({ startMs, endMs, widthMs }, signal)
    const map = timeMap(startMs, widthMs, from, counts, Math.ceil((endMs - startMs) / widthMs))
    this.#maps.set(key, map)
    return map
  }
}

function periodOf({ startMs, endMs }: Stretch): TimeSlice {
  return { startMs, endMs }
}

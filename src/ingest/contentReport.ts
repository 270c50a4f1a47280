import type { CloudTrailRecord } from '../cloudtrail/record.ts'
import type { LogFileSink } from './reading.ts'

/**
 * Reports what is found in a file or an entry of an archive. Problems wait for the first record: in
 * a file with records each problem is reported at its position; a file without any is refused as a
 * whole, in one sentence.
 */
export class ContentReport {
  readonly #sink: LogFileSink
  readonly #entry: string | null
  #held: Finding[] | null = []
  #heldBack = 0
  #records = 0
  /** How many things were found: records and problems. */
  count = 0

  constructor(sink: LogFileSink, entry: string | null) {
    this.#sink = sink
    this.#entry = entry
  }

  get hasRecords(): boolean {
    return this.#records > 0
  }

  record(record: CloudTrailRecord): void {
    if (this.#held) this.#release(this.#held)
    this.count++
    this.#sink.record(record, { entry: this.#entry, record: ++this.#records })
  }

  /** A position where the text breaks, or a record that cannot be kept. */
  broken(position: string, reason: string): void {
    this.#add({ kind: 'broken', position, reason })
  }

  /** Something complete that is not a CloudTrail record. */
  foreign(position: string, reason: string): void {
    this.#add({ kind: 'foreign', position, reason })
  }

  /**
   * Gives a better reason for what was found since `count` was `since`, now that its envelope is
   * known.
   */
  explain(since: number, reason: string): void {
    this.#held =
      this.#held?.map((finding, i) =>
        i >= since && finding.kind === 'foreign' ? { ...finding, reason } : finding,
      ) ?? null
  }

  /** A problem of the file or entry as a whole. */
  refuse(reason: string): void {
    this.count++
    this.#sink.problem(this.#place(null), reason)
  }

  /** Call it at the end. */
  close(): void {
    const held = this.#held
    if (!held || held.length === 0) return
    this.#held = null
    const broken = held.find((finding) => finding.kind === 'broken')
    if (broken) return this.#sink.problem(this.#place(broken.position), broken.reason)
    const more = held.length + this.#heldBack - 1
    const reason = held[0]!.reason
    this.#sink.problem(
      this.#place(null),
      more > 0 ? `${reason} The file has ${more} more objects that are not records.` : reason,
    )
  }

  #add(finding: Finding): void {
    this.count++
    if (!this.#held) this.#sink.problem(this.#place(finding.position), finding.reason)
    else if (this.#held.length < MAX_HELD) this.#held.push(finding)
    else this.#heldBack++
  }

  #release(held: readonly Finding[]): void {
    this.#held = null
    for (const { position, reason } of held) this.#sink.problem(this.#place(position), reason)
    if (this.#heldBack > 0)
      this.#sink.problem(
        this.#place(null),
        `${this.#heldBack} more objects before the first record are not CloudTrail records.`,
      )
  }

  #place(position: string | null): string | null {
    if (this.#entry === null) return position
    return position === null ? this.#entry : `${this.#entry}: ${position}`
  }
}

interface Finding {
  readonly kind: 'broken' | 'foreign'
  readonly position: string
  readonly reason: string
}

const MAX_HELD = 2000

import type { CloudTrailRecord } from '../cloudtrail/record.ts'
import type { AssembledFrom } from './shapes/assembled.ts'
import type { LogFileSink, TakenText } from './reading.ts'

const NOTHING: TakenText = { records: 0, isWhole: false }

/**
 * Reports what is found in a file or an entry of an archive. Problems wait for the first record: in
 * a file with records each problem is reported at its position; a file without any is refused as a
 * whole, in one sentence. The first break waits for the end, to say what became of the records
 * behind it.
 */
export class ContentReport {
  readonly #sink: LogFileSink
  readonly #entry: string | null
  #held: Finding[] | null = []
  #heldBack = 0
  #records = 0
  /** How many of the first records the sink has taken from the text itself. */
  #taken = 0
  #firstBreak: Finding | null = null
  #recordsBeforeBreak = 0
  #leftOut = 0
  #mended: { readonly position: string; count: number } | null = null
  readonly #assembled = new Map<AssembledFrom, number>()
  #refusal: string | null = null
  /** How many things were found: records and problems. */
  count = 0
  /** The part of the file that positions are counted in; null if it has only one. */
  part: string | null = null

  constructor(sink: LogFileSink, entry: string | null) {
    this.#sink = sink
    this.#entry = entry
  }

  get records(): number {
    return this.#records
  }

  record(record: CloudTrailRecord): void {
    if (this.#held) this.#release(this.#held)
    this.count++
    const number = ++this.#records
    if (number > this.#taken) this.#sink.record(record, { entry: this.#entry, record: number })
  }

  /**
   * Lets the sink take records out of the text itself. Returns whether that was all; otherwise the text
   * has to be walked from its start, and the records that were taken are only counted.
   */
  async takeText(text: Uint8Array): Promise<boolean> {
    const { records, isWhole } = (await this.#sink.takeText?.(text, this.#entry)) ?? NOTHING
    const isAll = isWhole && records > 0
    if (isAll) {
      if (this.#held) this.#release(this.#held)
      this.count += records
      this.#records += records
    } else this.#taken = records
    return isAll
  }

  /** A record that is whole, but larger than what is read. */
  skipped(position: string, reason: string): void {
    this.count++
    this.#leftOut++
    this.#add({ kind: 'skipped', position: this.#within(position), reason })
  }

  /** A position where the text breaks. */
  broken(position: string, reason: string): void {
    this.count++
    const finding: Finding = { kind: 'broken', position: this.#within(position), reason }
    if (this.#firstBreak) return this.#add(finding)
    this.#firstBreak = finding
    this.#recordsBeforeBreak = this.#records
  }

  /** Something complete that is not a CloudTrail record. */
  foreign(position: string, reason: string, isDigestFile = false): void {
    this.count++
    const kind = isDigestFile ? 'digest-file' : 'foreign'
    this.#add({ kind, position: this.#within(position), reason })
  }

  /** A record that breaks, or begins behind a break and cannot be read. */
  leftOut(): void {
    this.#leftOut++
  }

  /** A record that was put together, and is not the original one. */
  assembled(from: AssembledFrom): void {
    this.#assembled.set(from, (this.#assembled.get(from) ?? 0) + 1)
  }

  /** A record that was read although its texts have bare line breaks or tabs. */
  mended(position: string): void {
    this.#mended ??= { position: this.#within(position), count: 0 }
    this.#mended.count++
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

  /** What to say of the file as a whole if it turns out to have no record. */
  refuseIfEmpty(reason: string): void {
    this.#refusal = reason
  }

  /** Call it at the end. */
  close(): void {
    if (this.#mended) this.#reportMended(this.#mended)
    for (const [from, count] of this.#assembled) this.#reportAssembled(from, count)
    const firstBreak = this.#firstBreak
    const held = this.#held
    this.#held = null
    if (this.#records === 0 && this.#refusal !== null) this.#sink.problem(this.#place(null), this.#refusal)
    else if (firstBreak) {
      this.#sink.problem(this.#place(firstBreak.position), this.#afterBreak(firstBreak))
      // Without a record, the break says it all, but for what was skipped without being broken.
      for (const { kind, position, reason } of held ?? [])
        if (kind === 'skipped') this.#sink.problem(this.#place(position), reason)
    } else if (held && isOnlyDigestFile(held) && this.#sink.digestFile)
      this.#sink.digestFile(this.#entry, held[0]!.reason)
    else if (held && held.length > 0) this.#reportFirst(held)
    if (firstBreak || this.#leftOut > 0)
      this.#sink.contentCounts?.({ salvaged: this.#salvaged, leftOut: this.#leftOut })
  }

  get #salvaged(): number {
    return this.#firstBreak ? this.#records - this.#recordsBeforeBreak : 0
  }

  #afterBreak({ reason }: Finding): string {
    const read = this.#salvaged
    const lost = this.#leftOut
    if (read === 0 && lost === 0) return reason
    const were = (count: number, what: string) => `${count} ${count === 1 ? 'record' : 'records'} ${what}`
    const then = read > 0 ? [were(read, 'after this position could be read')] : []
    if (lost > 0) then.push(read > 0 ? `${lost} could not` : were(lost, 'could not be read'))
    return `${reason} ${then.join(', ')}.`
  }

  #reportFirst(held: readonly Finding[]): void {
    const skipped = held.find(({ kind }) => kind === 'skipped')
    if (skipped) return this.#sink.problem(this.#place(skipped.position), skipped.reason)
    const more = held.length + this.#heldBack - 1
    const reason = held[0]!.reason
    this.#sink.problem(
      this.#place(null),
      more > 0 ? `${reason} The file has ${more} more objects that are not records.` : reason,
    )
  }

  #reportMended({ position, count }: { readonly position: string; readonly count: number }): void {
    const reason =
      count === 1
        ? 'A text of this record has unescaped line breaks or tabs. They were escaped, and the record was loaded.'
        : `Texts of ${count} records have unescaped line breaks or tabs, the first here. They were escaped, and the records were loaded.`
    this.#sink.problem(this.#place(position), reason)
  }

  #reportAssembled(from: AssembledFrom, count: number): void {
    this.#sink.problem(
      this.#place(null),
      `${count === 1 ? '1 event was' : `${count} events were`} read from ${from}, the format of ${from === 'OCSF' ? 'Security Lake' : 'Elastic'}, and ${count === 1 ? 'is not the original record' : 'are not the original records'}. What records do not have is in the member ${from.toLowerCase()}.`,
    )
  }

  #add(finding: Finding): void {
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

  #within(position: string): string {
    return this.part === null ? position : `${this.part}: ${position}`
  }

  #place(position: string | null): string | null {
    if (this.#entry === null) return position
    return position === null ? this.#entry : `${this.#entry}: ${position}`
  }
}

interface Finding {
  readonly kind: 'broken' | 'skipped' | 'foreign' | 'digest-file'
  readonly position: string
  readonly reason: string
}

const isOnlyDigestFile = (held: readonly Finding[]): boolean =>
  held.length === 1 && held[0]!.kind === 'digest-file'

const MAX_HELD = 2000

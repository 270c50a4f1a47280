import { createInflateRaw, crc32, gunzipSync } from 'node:zlib'
import type { ByteSource } from './byteSource.ts'
import { CorruptInput, LimitReached } from './corruptInput.ts'
import {
  beginsGzipHeader,
  findGzipMember,
  findLastGzipHeader,
  gzipHeaderLength,
  LONGEST_HEADER,
  memberText,
  TRAILER_BYTES,
  trailerDamage,
} from './gzipMember.ts'
import { corruptInputOf, cutOff, inflate, spend } from './inflate.ts'
import { countOfBytes, describeLeftBehind, looksLikeLogFile, were, type Decompression } from './leftBehind.ts'
import { LARGEST_AT_ONCE, SMALL, takenAlong, textAndLength } from './inflateAtOnce.ts'

/**
 * The text of all members of a gzip stream. Bytes between and behind members are noted and left
 * out, or are part of the text if they look like a log file.
 */
export class GzipMembers {
  readonly #source: ByteSource
  readonly #needs: Decompression
  /** Up to where in the source members are decompressed one by one, since one of them is damaged. */
  #singlyUntil = 0
  #damaged = 0
  /** Whether another member was found behind the damage that ended the text. */
  continues = false

  constructor(source: ByteSource, needs: Decompression) {
    this.#source = source
    this.#needs = needs
  }

  /**
   * The text up to the end or to a damaged member, all before its damage included; then it throws
   * `CorruptInput`. If it `continues`, call this again for the text of the members that follow.
   */
  async *text(): AsyncGenerator<Buffer> {
    this.continues = false
    for (;;) {
      const ahead = await this.#source.peek(SMALL + 1)
      if (ahead.length === 0) return
      const header = gzipHeaderLength(ahead.subarray(0, LONGEST_HEADER))
      // How far there are whole members, as far as can be told.
      const end = ahead.length <= SMALL ? ahead.length : findLastGzipHeader(ahead)
      if (header === null) yield* this.#gap(ahead)
      else if (end === 0 || declaredSize(ahead.subarray(0, end)) > LARGEST_AT_ONCE)
        yield* this.#streamedMember(header)
      else if (!(yield* this.#membersAtOnce(ahead, end))) yield* this.#member(ahead)
    }
  }

  /** Decompresses the members that these bytes begin with in one call, if all are sound. */
  async *#membersAtOnce(ahead: Buffer, end: number): AsyncGenerator<Buffer, boolean> {
    const source = this.#source
    if (source.taken < this.#singlyUntil) return false
    let text: Buffer
    let length: number
    try {
      const members = ahead.subarray(0, end)
      ;({ text, length } = textAndLength(gunzipSync, members, { expected: declaredSize(members) }))
    } catch {
      this.#singlyUntil = source.taken + end
      return false
    }
    spend(this.#needs.budget, text.length, length, this.#needs.limits)
    yield* takenAlong(text, source, length)
    return true
  }

  async *#member(ahead: Buffer): AsyncGenerator<Buffer> {
    const source = this.#source
    const isWhole = ahead.length <= SMALL
    const header = gzipHeaderLength(ahead)!
    const { text, length, damage } = memberText(ahead.subarray(header))
    const end = header + length
    if (text === null || (!isWhole && (damage !== null || end + TRAILER_BYTES > ahead.length)))
      return yield* this.#streamedMember(header)
    const trailer = damage === null ? ahead.subarray(end, end + TRAILER_BYTES) : null
    spend(this.#needs.budget, text.length, end, this.#needs.limits)
    yield* takenAlong(text, source, end + (trailer?.length ?? 0))
    await this.#endMember(damage ?? trailerDamage(trailer!, crc32(text), text.length))
  }

  /** A member that is too large for one call. */
  async *#streamedMember(header: number): AsyncGenerator<Buffer> {
    const source = this.#source
    await source.take(header)
    let checksum = 0
    let size = 0
    let damage: CorruptInput | null = null
    try {
      const engine = createInflateRaw({ chunkSize: OUTPUT_BYTES })
      for await (const piece of inflate(engine, source, Infinity, this.#needs.limits, this.#needs.budget)) {
        checksum = crc32(piece, checksum)
        size += piece.length
        yield piece
      }
    } catch (error) {
      damage = corruptInputOf(error)
      if (damage === null || damage instanceof LimitReached) throw error
    }
    await this.#endMember(damage ?? trailerDamage(await source.take(TRAILER_BYTES), checksum, size))
  }

  /** Looks for the next member behind damage, and throws. */
  async #endMember(damage: CorruptInput | null): Promise<void> {
    if (damage === null) return
    if (++this.#damaged > MAX_DAMAGED)
      throw new LimitReached(
        'Reading stopped here: the compressed data is damaged in too many places. Download the file again.',
      )
    let skipped = 0
    for await (const piece of this.#untilMember()) skipped += piece.length
    this.continues = (await this.#source.peek(1)).length > 0
    if (!this.continues) throw damage
    const leftOut =
      skipped > 0 ? `${countOfBytes(skipped)} of compressed data ${were(skipped)} left out, and r` : 'R'
    throw new CorruptInput(`${damage.message} ${leftOut}eading continued with the next gzip member.`)
  }

  /** Bytes that are not a member: between members or behind the last. */
  async *#gap(ahead: Buffer): AsyncGenerator<Buffer> {
    const source = this.#source
    if (beginsGzipHeader(ahead)) {
      await source.take(ahead.length)
      throw cutOff()
    }
    if (ahead[0] === 0) {
      // Padding to the size of a block: gzip itself passes over it.
      const end = ahead.findIndex((byte) => byte !== 0)
      await source.take(end < 0 ? ahead.length : end)
      return
    }
    const isStart = source.taken === 0
    const isText = looksLikeLogFile(ahead)
    let leftOut = 0
    for await (const piece of this.#untilMember()) {
      if (isText) {
        spend(this.#needs.budget, piece.length, piece.length, this.#needs.limits)
        yield piece
      } else leftOut += piece.length
    }
    const isEnd = (await source.peek(1)).length === 0
    if (isStart) {
      this.continues = !isEnd
      throw new CorruptInput(
        'The compressed data is damaged here (its header is not valid). Download the file again.',
      )
    }
    if (leftOut > 0)
      this.#needs.note(
        isEnd
          ? describeLeftBehind(leftOut)
          : `${countOfBytes(leftOut)} between two parts of compressed data ${were(leftOut)} not compressed and ${were(leftOut)} left out.`,
      )
  }

  /** Takes everything up to the next member, or to the end. */
  async *#untilMember(): AsyncGenerator<Buffer> {
    for (;;) {
      const ahead = await this.#source.peek(SMALL + 1)
      const member = findGzipMember(ahead, 0)
      const isLast = member >= 0 || ahead.length <= SMALL
      const length = member >= 0 ? member : isLast ? ahead.length : ahead.length - LONGEST_HEADER
      if (length > 0) yield await this.#source.take(length)
      if (isLast) return
    }
  }
}

/** The size that the last member declares: only a hint, since there may be several members. */
function declaredSize(bytes: Buffer): number {
  return bytes.length < 18 ? 0 : bytes.readUInt32LE(bytes.length - 4)
}

/** Of the last piece before damage nothing is returned, but smaller ones take longer. */
const OUTPUT_BYTES = 1024 * 1024
const MAX_DAMAGED = 1000

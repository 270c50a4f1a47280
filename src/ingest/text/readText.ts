import type { ByteSource } from '../containers/byteSource.ts'
import { CorruptInput } from '../containers/corruptInput.ts'
import type { ContentReport } from '../contentReport.ts'
import type { Reading } from '../reading.ts'
import { readDelimited } from '../tables/readDelimited.ts'
import { tablesOf } from '../tables/tableReader.ts'
import { tableLayout, type TableLayout } from '../tables/tableLayout.ts'
import { isWrapped } from './mendedText.ts'
import { LogFileTextDecoder, type InvalidText } from './textDecoder.ts'
import { TextBuffer } from './textBuffer.ts'
import { walkText } from './textWalk.ts'
import { beginWalk } from './valueWalk.ts'

/**
 * Reads text in any format to its end, or to where its bytes break. `isContinuation`: it follows
 * damage, and may begin inside a record.
 */
export async function readText(
  source: ByteSource,
  report: ContentReport,
  reading: Reading,
  isContinuation: boolean,
): Promise<void> {
  const text = new TextPieces(source)
  const start = await text.start()
  const layout = tableLayout(start)
  if (!layout && isWrapped(start)) {
    text.unwrap()
    report.refuse(
      `The text is wrapped at ${start.search(/\r?\n/)} characters. It was read without its line breaks, and positions are counted without them.`,
    )
  }
  if (layout) await readRows(text, layout, report, reading)
  else await readJson(text, report, reading, isContinuation)
  if (text.invalid) report.refuse(describeInvalid(text.invalid))
}

async function readRows(
  text: TextPieces,
  layout: TableLayout,
  report: ContentReport,
  reading: Reading,
): Promise<void> {
  await readDelimited(text.rest(), layout, report, reading)
  if (text.damage !== null) report.broken('the end', text.damage)
}

async function readJson(
  text: TextPieces,
  report: ContentReport,
  reading: Reading,
  isContinuation: boolean,
): Promise<void> {
  // A break that is already reported: the walk looks for what can be read behind it.
  const buffer = isContinuation ? TextBuffer.behind('{\0') : new TextBuffer()
  const state = beginWalk(buffer, report, reading, tablesOf(report, reading))
  state.isQuiet = isContinuation
  const walk = walkText(state, report)
  let waiting: string[] = []
  let waitingLength = 0
  for (;;) {
    const piece = await text.next()
    if (piece !== null) {
      waiting.push(piece)
      waitingLength += piece.length
      if (waitingLength < Math.max(buffer.wanted - buffer.length, LEAST_CHARACTERS)) continue
    }
    buffer.append(waiting.join(''))
    buffer.isLast = piece === null
    state.endReason = text.damage
    waiting = []
    waitingLength = 0
    if (walk.next().done) return
    await reading.pause()
  }
}

/** The text of a stream of bytes, a piece at a time. */
class TextPieces {
  readonly #source: ByteSource
  readonly #decoder = new LogFileTextDecoder()
  #isOver = false
  #isUnwrapped = false
  #ahead = ''
  /** Why the bytes end early, as a sentence. */
  damage: string | null = null

  constructor(source: ByteSource) {
    this.#source = source
  }

  get invalid(): InvalidText | null {
    return this.#decoder.invalid
  }

  /** Leaves out all line breaks from here on. */
  unwrap(): void {
    this.#isUnwrapped = true
    this.#ahead = withoutLineBreaks(this.#ahead)
  }

  /** The beginning of the text, which is not taken yet. */
  async start(): Promise<string> {
    for (let more: string | null = ''; more !== null && this.#ahead.length < START_CHARACTERS;) {
      more = await this.#read()
      this.#ahead += more ?? ''
    }
    // What it is must not depend on how much has arrived.
    return this.#ahead.slice(0, START_CHARACTERS)
  }

  async *rest(): AsyncGenerator<string> {
    for (let piece = await this.next(); piece !== null; piece = await this.next()) yield piece
  }

  /** The next piece, of about a megabyte at most; null at the end and where the bytes break. */
  async next(): Promise<string | null> {
    const piece = this.#ahead
    this.#ahead = ''
    if (piece.length > 0) return piece
    const read = await this.#read()
    return read !== null && this.#isUnwrapped ? withoutLineBreaks(read) : read
  }

  async #read(): Promise<string | null> {
    if (this.#isOver) return null
    let bytes: Buffer | null = null
    try {
      bytes = await this.#source.next(PIECE_BYTES)
    } catch (error) {
      if (!(error instanceof CorruptInput)) throw error
      this.damage = error.message
    }
    if (bytes) return this.#decoder.decode(bytes, false)
    this.#isOver = true
    return this.#decoder.decode(Buffer.alloc(0), true)
  }
}

function describeInvalid({ windows1252, replaced, first }: InvalidText): string {
  const what = [
    ...(windows1252 > 0
      ? [
          `${windows1252} ${windows1252 === 1 ? 'byte is' : 'bytes are'} not valid UTF-8 and read as Windows-1252`,
        ]
      : []),
    ...(replaced > 0
      ? [`${replaced} ${replaced === 1 ? 'character is' : 'characters are'} not valid and read as U+FFFD`]
      : []),
  ].join(', ')
  return `${what} (the first at byte ${first}). ${windows1252 > 0 ? 'If letters with accents are wrong, save the file as UTF-8 and load it again.' : 'Check that the file is complete.'}`
}

function withoutLineBreaks(text: string): string {
  return text.replace(/[\r\n]+/g, '')
}

const START_CHARACTERS = 16 * 1024
const PIECE_BYTES = 1024 * 1024
const LEAST_CHARACTERS = 512 * 1024

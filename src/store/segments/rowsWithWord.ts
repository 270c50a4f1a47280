import { foldCase } from '../../filter/foldCase.ts'
import type { Segment } from './segment.ts'
import { useModule, type SegmentModule } from './segmentModule.ts'

/**
 * The rows of a segment that have a folded word in one of their leaves, as they are written: a byte for each row, 1
 * where it has. null if there is none. A word without characters is nowhere.
 */
export function rowsWithWord(segment: Segment, word: string): Uint8Array | null {
  // oxlint-disable-next-line no-control-regex -- what separates leaves
  if (word === '' || /[\u0000-\u001f]/.test(word)) return null
  return useModule((module) => {
    const { run } = module
    const { valueCount, rowCount, parts } = segment.header
    const { isInUuids, isInSeconds } = useWord(module, segment, word)
    const dictionary = segment.load('dictionary', module)
    const raw = segment.load('raw', module)
    const isInDictionary = run.isAnywhere(dictionary, dictionary + parts.dictionary.length) !== 0
    const isInRaw = run.isAnywhere(raw, raw + parts.raw.length) !== 0
    if (!isInDictionary && !isInRaw && !isInUuids && !isInSeconds) return null
    const offsets = segment.load('offsets', module)
    let marks = 0
    if (isInDictionary) {
      marks = module.take(valueCount)
      module.bytes(marks, valueCount).fill(0)
      if (run.markValues(dictionary, offsets, valueCount, marks) === 0) marks = 0
    }
    const groups = segment.groups(module)
    const columns = segment.load('columns', module)
    const rows = module.take(rowCount)
    module.bytes(rows, rowCount).fill(0)
    run.useParts(dictionary, offsets, raw)
    for (const group of groups) {
      run.markRows(
        columns + group.columns,
        group.leafCount,
        group.rowCount,
        marks,
        isInRaw,
        rows + group.first,
      )
    }
    const found = module.bytes(rows, rowCount)
    return found.includes(1) ? found.slice() : null
  })
}

function useWord(module: SegmentModule, { header }: Segment, word: string) {
  const bytes = new TextEncoder().encode(word)
  const isAscii = bytes.length === word.length
  const looksBeyondAscii = isAscii ? header.foldsToAscii && /[ik]/.test(word) : header.isBeyondAscii
  const isInUuids = isAscii && fits(word, UUID)
  const isInSeconds = isAscii && fits(word, SECOND)
  const area = module.take(bytes.length)
  module.bytes(area, bytes.length).set(bytes)
  module.isFoundIn = (text) => foldCase(text).includes(word)
  module.run.useWord(area, bytes.length, isAscii, looksBeyondAscii, isInUuids, isInSeconds)
  return { isInUuids, isInSeconds }
}

/** The forms in which values are stored that are not stored as text: x is a hexadecimal digit, 0 a decimal one. */
const UUID = 'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx'
const SECOND = '0000-00-00t00:00:00z'

/** Whether a word may be part of a text of this form. */
function fits(word: string, form: string): boolean {
  for (let start = 0; start + word.length <= form.length; start++) {
    if (word.split('').every((character, index) => fitsCharacter(character, form[start + index]!)))
      return true
  }
  return false
}

function fitsCharacter(character: string, form: string): boolean {
  if (form === 'x') return /[0-9a-f]/.test(character)
  return form === '0' ? /[0-9]/.test(character) : character === form
}

import {
  hashOf,
  isSame,
  TABLE_SLOTS,
  TEXT_CODES,
  TEXT_COLUMN,
  TEXT_COLUMNS,
  TEXT_ENDS,
  TEXT_HASHES,
  TEXT_STARTS,
  TEXT_TABLE,
  TEXTS,
} from './memory'

/** How many distinct texts each column has, the empty one included. */
const counts = memory.data(17 * 4)

export function textCount(column: u32): u32 {
  return load<u32>(counts + ((<usize>column) << 2))
}

function setTextCount(column: u32, count: u32): void {
  store<u32>(counts + ((<usize>column) << 2), count)
}

function columnAt(column: u32): usize {
  return TEXT_COLUMNS + <usize>column * TEXT_COLUMN
}

function codeAt(column: u32, row: u32): usize {
  return columnAt(column) + TEXT_CODES + ((<usize>row) << 2)
}

export function textCode(column: u32, row: u32): u32 {
  return load<u32>(codeAt(column, row))
}

/** Gives a row the text with this code, if that is the text. */
export function setSameText(column: u32, row: u32, code: u32, start: usize, length: usize): bool {
  if (code == 0 || code >= textCount(column)) return false
  const at = columnAt(column)
  const text = at + ((<usize>code) << 2)
  const known: usize = load<u32>(text, TEXT_STARTS)
  if (<usize>load<u32>(text, TEXT_ENDS) - known != length || !isSame(known, start, length)) return false
  store<u32>(codeAt(column, row), code)
  return true
}

/** Gives a row a text, whose bytes have to stay where they are; 0 bytes mean no value. Returns whether it is new. */
export function setText(column: u32, row: u32, start: usize, length: usize): bool {
  const at = columnAt(column)
  const code = codeAt(column, row)
  if (length == 0) {
    store<u32>(code, 0)
    return false
  }
  const hash = hashOf(start, length)
  let slot = hash & (TABLE_SLOTS - 1)
  for (;;) {
    const known = load<u32>(at + TEXT_TABLE + ((<usize>slot) << 2))
    if (known == 0) break
    const text = at + ((<usize>known) << 2)
    const knownStart: usize = load<u32>(text, TEXT_STARTS)
    if (
      load<u32>(text, TEXT_HASHES) == hash &&
      <usize>load<u32>(text, TEXT_ENDS) - knownStart == length &&
      isSame(knownStart, start, length)
    ) {
      store<u32>(code, known)
      return false
    }
    slot = (slot + 1) & (TABLE_SLOTS - 1)
  }
  const added = textCount(column)
  const text = at + ((<usize>added) << 2)
  store<u32>(text, start, TEXT_STARTS)
  store<u32>(text, start + length, TEXT_ENDS)
  store<u32>(text, hash, TEXT_HASHES)
  store<u32>(at + TEXT_TABLE + ((<usize>slot) << 2), added)
  store<u32>(code, added)
  setTextCount(column, added + 1)
  return true
}

/** Leaves each column with the empty text. Costs as much as there are texts. */
export function clearTexts(): void {
  for (let column: u32 = 0; column < TEXTS; column++) {
    const at = columnAt(column)
    for (let code: u32 = 1; code < textCount(column); code++) {
      // Nothing stays, so each run of slots can be emptied from where a text belongs.
      let slot = load<u32>(at + TEXT_HASHES + ((<usize>code) << 2)) & (TABLE_SLOTS - 1)
      for (;;) {
        const place = at + TEXT_TABLE + ((<usize>slot) << 2)
        if (load<u32>(place) == 0) break
        store<u32>(place, 0)
        slot = (slot + 1) & (TABLE_SLOTS - 1)
      }
    }
    setTextCount(column, 1)
  }
}

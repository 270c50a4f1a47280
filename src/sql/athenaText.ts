/**
 * What of Athena's SQL the engine's parser or a macro (athenaMacros.ts) cannot take, in words that
 * it can: lambdas, names of types, clauses. Everything else of a statement stays as it was written,
 * strings and comments always.
 */
export interface EngineText {
  readonly text: string
  /** The place in the statement as it was written, of a place in `text`. */
  readonly writtenPosition: (position: number) => number
}

/** Statements must be checked after this, not before. */
export function engineText(statement: string): EngineText {
  const tokens = tokensOf(statement)
  const pairs = pairsOf(tokens)
  const edits = tokens.flatMap((_, index) => editsAt(tokens, pairs, index))
  return apply(statement, edits)
}

interface Token {
  readonly start: number
  readonly end: number
  /** In lower case, for strings only their quote. */
  readonly word: string
}

/** The text from `start` to `end` becomes `text`. */
interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

const TOKEN =
  /(?<skipped>\s+|--[^\n]*|\/\*[\s\S]*?\*\/)|(?<string>'(?:[^']|'')*'|"(?:[^"]|"")*")|[\p{L}_][\p{L}\p{N}_$]*|\d+|->|[\s\S]/gu

/** Without white space and comments. */
function tokensOf(statement: string): readonly Token[] {
  return [...statement.matchAll(TOKEN)]
    .filter(({ groups }) => groups!['skipped'] === undefined)
    .map(({ 0: text, index, groups }) => ({
      start: index,
      end: index + text.length,
      word: groups!['string'] === undefined ? text.toLowerCase() : text[0]!,
    }))
}

/** The index of the closing bracket of each opening one. */
function pairsOf(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>()
  const open: number[] = []
  for (const [index, { word }] of tokens.entries()) {
    if (word === '(' || word === '[') open.push(index)
    else if (word === ')' || word === ']') {
      const opened = open.pop()
      if (opened !== undefined) pairs.set(opened, index)
    }
  }
  return pairs
}

/** Functions that only have another name, and whose FILTER, DISTINCT and lambdas stay. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  transform: 'list_transform',
  approx_distinct: 'approx_count_distinct',
  approx_percentile: 'approx_quantile',
  every: 'bool_and',
  format: 'printf',
}

/** `any_match(list, x -> ...)` is whether any result of the lambda is true. */
const MATCHES: Readonly<Record<string, string>> = {
  any_match: 'any_true',
  all_match: 'all_true',
  none_match: 'none_true',
}

/** Casts to these types are functions: text of JSON is the value, without its quotes. */
const CASTS: Readonly<Record<string, string>> = { ipaddress: 'address_text', varchar: 'text_of' }

const named = (names: Readonly<Record<string, string>>, word: string): string | undefined =>
  Object.hasOwn(names, word) ? names[word] : undefined

/** The edits that begin with the token at `index`. */
function editsAt(
  tokens: readonly Token[],
  pairs: ReadonlyMap<number, number>,
  index: number,
): readonly Edit[] {
  const wordAt = (place: number) => tokens[place]?.word ?? ''
  const { word } = tokens[index]!
  // The name of Athena's first database is a word of the engine.
  if (word === 'default' && wordAt(index + 1) === '.') return [replaced(tokens[index]!, '"default"')]
  if ((word === 'array' || word === 'map') && wordAt(index + 1) === '<') return angleType(tokens, index)

  const open = index + 1
  const close = pairs.get(open)
  if (wordAt(open) !== '(' || close === undefined || wordAt(index - 1) === '.') return []
  const closing = tokens[close]!
  const name = tokens[index]!
  const commas = commasIn(tokens, pairs, open, close)

  const ignored = /^(?:ignore|respect)$/.test(wordAt(close + 1)) && wordAt(close + 2) === 'nulls'
  if (ignored) {
    const nulls = ` ${wordAt(close + 1).toUpperCase()} NULLS)`
    return [{ start: closing.start, end: tokens[close + 2]!.end, text: nulls }]
  }
  const otherName = named(OTHER_NAMES, word)
  if (otherName !== undefined) return [replaced(name, otherName)]
  const truth = named(MATCHES, word)
  if (truth !== undefined) return [replaced(name, `${truth}(list_transform`), replaced(closing, '))')]
  switch (word) {
    case 'count_if':
      // The engine's is NULL, not 0, if the condition is NULL throughout.
      return [replaced(name, 'count(nullif'), replaced(closing, ', false))')]
    case 'array':
      if (wordAt(open + 1) === 'select') return []
      return [{ start: name.start, end: tokens[open]!.end, text: '' }, replaced(closing, '[]')]
    case 'row':
      return wordAt(index - 1) === 'as' || wordAt(index - 2) === 'array' ? [replaced(name, 'STRUCT')] : []
    case 'if':
      return commas.length === 1 ? [replaced(closing, ', NULL)')] : []
    case 'extract':
      return /^(?:dow|day_of_week)$/.test(wordAt(open + 1)) ? [replaced(tokens[open + 1]!, 'isodow')] : []
    case 'cast':
    case 'try_cast': {
      const type = wordAt(close - 2) === 'as' ? wordAt(close - 1) : ''
      const cast = named(CASTS, type)
      if (cast === undefined) return []
      return [replaced(name, cast), { ...closing, start: tokens[close - 2]!.start, text: ')' }]
    }
    case 'listagg': {
      const group = ['within', 'group', '('].every((each, place) => wordAt(close + 1 + place) === each)
      if (!group) return []
      return [
        replaced(name, 'string_agg'),
        { start: closing.start, end: tokens[close + 3]!.end, text: commas.length === 0 ? `, '' ` : ' ' },
      ]
    }
    case 'unnest': {
      // `UNNEST(rows) AS t(a, b)`: a column for each member.
      const alias = wordAt(close + 1) === 'as' ? close + 2 : close + 1
      const columns = pairs.get(alias + 1)
      if (wordAt(alias + 1) !== '(' || columns === undefined || commas.length > 0) return []
      if (commasIn(tokens, pairs, alias + 1, columns).length === 0) return []
      return [replaced(name, '(SELECT members.* FROM UNNEST'), replaced(closing, ') AS each_row(members))')]
    }
    default:
      return []
  }
}

/** `ARRAY<VARCHAR>` and `MAP<VARCHAR, BIGINT>`. */
function angleType(tokens: readonly Token[], index: number): readonly Edit[] {
  let depth = 0
  for (let place = index + 1; place < tokens.length; place++) {
    depth += { '<': 1, '>': -1 }[tokens[place]!.word] ?? 0
    if (depth > 0) continue
    return tokens[index]!.word === 'array'
      ? [
          { start: tokens[index]!.start, end: tokens[index + 1]!.end, text: '' },
          replaced(tokens[place]!, '[]'),
        ]
      : [replaced(tokens[index + 1]!, '('), replaced(tokens[place]!, ')')]
  }
  return []
}

/** The commas between brackets, but not those between brackets inside. */
function commasIn(
  tokens: readonly Token[],
  pairs: ReadonlyMap<number, number>,
  open: number,
  close: number,
): readonly number[] {
  const commas: number[] = []
  for (let place = open + 1; place < close; place++) {
    if (tokens[place]!.word === ',') commas.push(place)
    place = pairs.get(place) ?? place
  }
  return commas
}

const replaced = ({ start, end }: Token, text: string): Edit => ({ start, end, text })

function apply(statement: string, edits: readonly Edit[]): EngineText {
  const ordered = edits.toSorted((a, b) => a.start - b.start)
  let text = ''
  let written = 0
  /** From where in `text` the statement is as it was written, and from where in the statement. */
  const kept: { readonly from: number; readonly written: number }[] = [{ from: 0, written: 0 }]
  for (const edit of ordered) {
    text += statement.slice(written, edit.start) + edit.text
    written = edit.end
    kept.push({ from: text.length, written })
  }
  text += statement.slice(written)
  const writtenPosition = (position: number): number => {
    const next = kept.findIndex(({ from }) => from > position)
    const piece = kept.at(next === -1 ? -1 : next - 1)!
    const limit = next === -1 ? statement.length : ordered[next - 1]!.start
    return Math.min(piece.written + position - piece.from, limit)
  }
  return { text, writtenPosition }
}

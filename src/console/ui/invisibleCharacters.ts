/** A part of a text: shown as it is, or replaced by a mark. */
export interface VisiblePart {
  /** The text as written. */
  readonly text: string
  /** Shown instead of the text; null where the text itself is visible. */
  readonly mark: string | null
  /** The meaning of the mark, in words. */
  readonly title: string
}

/**
 * Characters that are invisible or reorder the text: controls, format characters (bidi overrides,
 * zero-width characters, tags), unusual spaces, line separators, fillers, variation selectors,
 * unpaired surrogates, code points that Unicode has not assigned. Those that only join an emoji are
 * left alone.
 */
const INVISIBLE = String.raw`(?:(?!(?<=\p{Extended_Pictographic})\ufe0f|(?<=(?:\p{Extended_Pictographic}|\p{Emoji_Modifier})\ufe0f?)\u200d(?=\p{Extended_Pictographic}))[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000])`

/**
 * More combining marks than any language puts on one letter: they would cover the neighbouring
 * lines.
 */
const FLOOD = String.raw`(?<=\p{Mark}{4})\p{Mark}+`

const ONE_INVISIBLE = new RegExp(INVISIBLE, 'gu')
const HIDDEN_RUN = new RegExp(`(${INVISIBLE}+)|${FLOOD}`, 'gu')
const NOT_PLAIN = /[^\x20-\x7e]/

/** Longer runs are counted instead of listed. */
const LISTED_ONE_BY_ONE = 4

/**
 * After this many marks, the rest of the text is behind a single one: nobody reads on, and each
 * mark costs an element.
 */
const MOST_MARKS = 500

/** As much as fits a tooltip, or can be listened to. */
const MOST_SPELLED_OUT = 1000

/** Whether a text is printable ASCII, as nearly all texts are. */
export const isPlain = (text: string): boolean => !NOT_PLAIN.test(text)

/**
 * Splits a text so that its invisible characters can be marked: `U+202E`. The parts joined are the
 * text.
 */
export function visibleParts(text: string): readonly VisiblePart[] {
  const parts: VisiblePart[] = []
  let from = 0
  let marks = 0
  for (const match of text.matchAll(HIDDEN_RUN)) {
    if (match.index > from) parts.push(shown(text.slice(from, match.index)))
    from = match.index + match[0].length
    const marked = match[1] === undefined ? [floodOf(match[0])] : marksOf(match[1])
    parts.push(...marked)
    marks += marked.length
    if (marks >= MOST_MARKS) return from < text.length ? [...parts, restOf(text.slice(from))] : parts
  }
  if (from < text.length) parts.push(shown(text.slice(from)))
  return parts
}

/**
 * The start of a text with every mark written out, where marks cannot be drawn (screen readers,
 * tooltips).
 */
export function spellOutInvisible(text: string): string {
  const start = text.length > MOST_SPELLED_OUT ? `${text.slice(0, MOST_SPELLED_OUT)}…` : text
  if (isPlain(start)) return start
  return visibleParts(start)
    .map((part) => (part.mark === null ? part.text : `(${part.mark})`))
    .join('')
}

/**
 * JSON text with every invisible character written as a `\u` escape, which has the same meaning.
 * White space between tokens stays.
 */
export function escapeInvisible(json: string): string {
  return json.replace(ONE_INVISIBLE, (character) =>
    character === '\n' || character === '\r' || character === '\t'
      ? character
      : [...Array(character.length).keys()]
          .map((i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`)
          .join(''),
  )
}

function shown(text: string): VisiblePart {
  return { text, mark: null, title: '' }
}

function restOf(text: string): VisiblePart {
  const mark = `… ${text.length.toLocaleString('en-US')} more characters`
  return { text, mark, title: 'Too many invisible characters to show them all' }
}

function floodOf(text: string): VisiblePart {
  const mark = `${Array.from(text).length.toLocaleString('en-US')} more accents`
  return { text, mark, title: 'Combining marks on one character' }
}

function marksOf(run: string): readonly VisiblePart[] {
  const characters = Array.from(run)
  if (characters.length <= LISTED_ONE_BY_ONE) {
    return characters.map((text) => ({ text, mark: codePointOf(text), title: nameOf(text) }))
  }
  const [first = ''] = characters
  const count = characters.length.toLocaleString('en-US')
  if (characters.every((character) => character === first)) {
    return [{ text: run, mark: `${codePointOf(first)} × ${count}`, title: nameOf(first) }]
  }
  const title = characters.slice(0, 16).map(codePointOf).join(' ') + (characters.length > 16 ? ' …' : '')
  return [{ text: run, mark: `${count} invisible`, title }]
}

function codePointOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

function nameOf(character: string): string {
  const codePoint = codePointOf(character)
  return `${NAMES[codePoint] ?? KINDS.find(([kind]) => kind.test(character))?.[1] ?? 'Invisible character'} (${codePoint})`
}

/** Characters that occur, or are used to deceive. */
const NAMES: Readonly<Record<string, string>> = {
  'U+0000': 'Null',
  'U+0007': 'Bell',
  'U+0008': 'Backspace',
  'U+0009': 'Tab',
  'U+000A': 'Line feed',
  'U+000D': 'Carriage return',
  'U+001B': 'Escape',
  'U+007F': 'Delete',
  'U+00A0': 'No-break space',
  'U+00AD': 'Soft hyphen',
  'U+061C': 'Arabic letter mark',
  'U+200B': 'Zero width space',
  'U+200C': 'Zero width non-joiner',
  'U+200D': 'Zero width joiner',
  'U+200E': 'Left-to-right mark',
  'U+200F': 'Right-to-left mark',
  'U+202A': 'Left-to-right embedding',
  'U+202B': 'Right-to-left embedding',
  'U+202C': 'Pop directional formatting',
  'U+202D': 'Left-to-right override',
  'U+202E': 'Right-to-left override',
  'U+202F': 'Narrow no-break space',
  'U+2060': 'Word joiner',
  'U+2066': 'Left-to-right isolate',
  'U+2067': 'Right-to-left isolate',
  'U+2068': 'First strong isolate',
  'U+2069': 'Pop directional isolate',
  'U+3000': 'Ideographic space',
  'U+3164': 'Hangul filler',
  'U+FEFF': 'Byte order mark',
}

/** All others, by category. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/\p{Cc}/u, 'Control character'],
  [/\p{Cs}/u, 'Half of a surrogate pair'],
  [/\p{Noncharacter_Code_Point}/u, 'Noncharacter'],
  [/[\u{e0000}-\u{e007f}]/u, 'Tag character'],
  [/\p{Variation_Selector}/u, 'Variation selector'],
  [/\p{Cn}/u, 'Unassigned character'],
  [/\p{Z}/u, 'Unusual space'],
]

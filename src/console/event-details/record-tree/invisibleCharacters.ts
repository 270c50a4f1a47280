/** A stretch of text to be shown: as it is, or the name of a character that no eye would see. */
export interface VisiblePart {
  readonly text: string
  readonly invisible: boolean
}

/**
 * Characters that hide or reorder what is read: controls, format characters (bidi overrides, zero-width ones, tags), odd spaces,
 * line separators, fillers, variation selectors, halves of surrogate pairs.
 */
const INVISIBLE =
  // oxlint-disable-next-line no-misleading-character-class -- each stands for itself
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u00a0\u034f\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200a\u202f\u205f\u2800\u3000\u3164\ufe00-\ufe0f\uffa0\u{e0100}-\u{e01ef}]/gu

/** Splits a text so that an invisible character can be marked: `U+202E`. */
export function visibleParts(text: string): VisiblePart[] {
  const parts: VisiblePart[] = []
  let from = 0
  for (const match of text.matchAll(INVISIBLE)) {
    if (match.index > from) parts.push({ text: text.slice(from, match.index), invisible: false })
    parts.push({ text: codePointName(match[0]), invisible: true })
    from = match.index + match[0].length
  }
  if (from < text.length) parts.push({ text: text.slice(from), invisible: false })
  return parts
}

/** The same text for one who cannot be shown marks (a screen reader, a tooltip). */
export function spelledOut(text: string): string {
  return text.replace(INVISIBLE, (character) => `(${codePointName(character)})`)
}

/** JSON text with every invisible character written as a `\u` escape, which says the same. White space of the layout stays. */
export function escapeInvisible(json: string): string {
  return json.replace(INVISIBLE, (character) =>
    character === '\n' || character === '\r' || character === '\t'
      ? character
      : [...Array(character.length).keys()]
          .map((i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`)
          .join(''),
  )
}

function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

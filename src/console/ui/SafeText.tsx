import type { ReactNode } from 'react'
import { isPlain, visibleParts } from './invisibleCharacters.ts'
import './SafeText.css'

/**
 * Untrusted text. Invisible characters are marked, and the direction of the text does not affect
 * its surroundings. It is selected and copied unchanged.
 */
export function SafeText({ text }: { readonly text: string }): ReactNode {
  return isPlain(text) ? text : <bdi>{marked(text)}</bdi>
}

/** The same, inside an element that already isolates its direction. */
export function marked(text: string): ReactNode {
  if (isPlain(text)) return text
  return visibleParts(text).map(({ text: part, mark, title }, i) =>
    mark === null ? (
      part
    ) : (
      // oxlint-disable-next-line react/no-array-index-key -- the parts of a text never move
      <span key={i} className="safe-text__mark" data-mark={mark} title={title}>
        <span className="safe-text__behind">{part}</span>
      </span>
    ),
  )
}

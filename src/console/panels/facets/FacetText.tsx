import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import './FacetText.css'

/** Longer values are cut off; a value can have 64 KB. */
const SHOWN = 300

const shortened = (text: string): string => (text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`)

/** A value for places that take only plain text. */
export const said = (text: string): string => spellOutInvisible(shortened(text))

/**
 * A value from a record on one line, isolated from the text around it whatever its direction. The
 * tooltip shows more: of `whole`, if that is another text.
 */
export function FacetText({ text, whole = text }: { readonly text: string; readonly whole?: string }) {
  return (
    <bdi className="facet-text" title={said(whole)}>
      <SafeText text={shortened(text)} />
    </bdi>
  )
}

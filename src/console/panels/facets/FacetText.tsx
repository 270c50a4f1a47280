import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import './FacetText.css'

/** Past this, nobody reads on; a value may have 64 KB. */
const SHOWN = 300

const shortened = (text: string): string => (text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`)

/** A value where only plain text fits. */
export const said = (text: string): string => spellOutInvisible(shortened(text))

/**
 * A value from a record as one line, apart from the text around it whatever its direction. Hovering
 * shows more of it.
 */
export function FacetText({ text }: { readonly text: string }) {
  return (
    <bdi className="facet-text" title={said(text)}>
      <SafeText text={shortened(text)} />
    </bdi>
  )
}

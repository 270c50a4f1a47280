import { CopyButton } from '../../ui/CopyButton.tsx'
import './CodeToCopy.css'

export interface CodeToCopyProps {
  /** `AWS CLI command` */
  readonly what: string
  /** Null while it is loaded. */
  readonly text: string | null
  readonly note?: string | null
}

/** Lines of code with a button that copies them. */
export const CodeToCopy = ({ what, text, note = null }: CodeToCopyProps) => (
  <div className="code-to-copy">
    {/* A scrolling part has to be reachable by keyboard. */}
    <pre tabIndex={0} aria-label={what}>
      <code>{text ?? ' \n '}</code>
    </pre>
    {text !== null && <CopyButton text={text} what={what} />}
    {note !== null && <p>{note}</p>}
  </div>
)

import { useId, useState, type KeyboardEvent } from 'react'
import './TagInput.css'

export interface TagInputProps {
  /** The accessible name and the placeholder. */
  readonly label: string
  readonly suggestions: readonly string[]
  readonly autoFocus?: boolean
  /**
   * One or more words, separated by commas when typed. Resolves to false when they are rejected:
   * they then stay to be corrected.
   */
  readonly onEnter: (words: readonly string[]) => Promise<boolean>
  readonly onEscape?: () => void
}

/** An input for a word that is typed or chosen. Enter, a comma or leaving the input submits it. */
export function TagInput({ label, suggestions, autoFocus = false, onEnter, onEscape }: TagInputProps) {
  const [text, setText] = useState('')
  const list = useId()
  const take = async () => {
    const words = text.split(',').map((word) => word.trim())
    const given = words.filter((word) => word !== '')
    if (given.length > 0 && (await onEnter(given))) setText('')
  }
  const onKeyDown = (domEvent: KeyboardEvent<HTMLInputElement>) => {
    if (domEvent.key === 'Enter' || domEvent.key === ',') {
      domEvent.preventDefault()
      void take()
    } else if (domEvent.key === 'Escape') {
      domEvent.stopPropagation()
      setText('')
      onEscape?.()
    }
  }
  return (
    <>
      <input
        className="tag-input"
        list={list}
        value={text}
        aria-label={label}
        placeholder={label}
        maxLength={200}
        autoFocus={autoFocus}
        autoComplete="off"
        onChange={(domEvent) => setText(domEvent.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => void take()}
      />
      <datalist id={list}>
        {suggestions.map((word) => (
          <option key={word} value={word} />
        ))}
      </datalist>
    </>
  )
}

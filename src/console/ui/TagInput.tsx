import { useId, useState, type KeyboardEvent } from 'react'
import './TagInput.css'

export interface TagInputProps {
  /** Its accessible name, and what stands in it while it is empty. */
  readonly label: string
  readonly suggestions: readonly string[]
  readonly autoFocus?: boolean
  /** One or more words that were separated by commas. Resolves to whether they were taken: if not, they stay to be mended. */
  readonly onEnter: (words: readonly string[]) => Promise<boolean>
  readonly onEscape?: () => void
}

/** A line in which a word is written or chosen, and taken by Enter, by a comma, or when the line is left. */
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

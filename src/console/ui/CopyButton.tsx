import { useEffect, useState } from 'react'
import { copyText } from './clipboard.ts'
import { IconButton } from './IconButton.tsx'
import './CopyButton.css'

export interface CopyButtonProps {
  readonly text: string
  /** What is copied: `event ID`. */
  readonly what: string
  /** Only for a pointer that hovers: by keyboard and touch, a menu beside it does the same. */
  readonly pointerOnly?: boolean
}

export function CopyButton({ text, what, pointerOnly = false }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null)

  useEffect(() => {
    if (!outcome) return undefined
    const timer = setTimeout(() => setOutcome(null), 2000)
    return () => clearTimeout(timer)
  }, [outcome])

  const copy = async () => setOutcome((await copyText(text)) ? 'copied' : 'refused')
  const label = { copied: 'Copied', refused: 'The browser blocked copying' }
  return (
    <span className={pointerOnly ? 'copy-button' : undefined}>
      <IconButton
        icon={outcome === 'copied' ? 'check' : outcome === 'refused' ? 'cross' : 'copy'}
        label={outcome ? label[outcome] : `Copy ${what}`}
        onClick={() => void copy()}
        skipped={pointerOnly}
      />
    </span>
  )
}

import { useEffect, useState } from 'react'
import { copyText } from '../../ui/clipboard.ts'
import { IconButton } from './IconButton.tsx'

export interface CopyButtonProps {
  readonly text: string
  /** What is copied: `event ID`. */
  readonly what: string
  /** As an IconButton's. */
  readonly skipped?: boolean
}

export function CopyButton({ text, what, skipped = false }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null)

  useEffect(() => {
    if (!outcome) return undefined
    const timer = setTimeout(() => setOutcome(null), 2000)
    return () => clearTimeout(timer)
  }, [outcome])

  const copy = async () => setOutcome((await copyText(text)) ? 'copied' : 'refused')
  const label = { copied: 'Copied', refused: 'The browser refused to copy' }
  return (
    <IconButton
      icon={outcome === 'copied' ? 'check' : outcome === 'refused' ? 'refused' : 'copy'}
      label={outcome ? label[outcome] : `Copy ${what}`}
      onClick={() => void copy()}
      skipped={skipped}
    />
  )
}

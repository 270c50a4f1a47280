import Modal from '@cloudscape-design/components/modal'
import type { InputProps } from '@cloudscape-design/components/input'
import { useRef } from 'react'
import { FirstFocus } from '../../ui/FirstFocus.tsx'
import { SqlQuestions } from './SqlQuestions.tsx'

export interface QuestionsDialogProps {
  readonly onPick: (sql: string) => void
  readonly onClose: () => void
}

/** The questions over the page, where a result is in their place. */
export function QuestionsDialog({ onPick, onClose }: QuestionsDialogProps) {
  const search = useRef<InputProps.Ref>(null)
  return (
    <Modal visible size="max" header="Queries" onDismiss={onClose} closeAriaLabel="Close">
      <FirstFocus on={search} />
      <SqlQuestions
        searchRef={search}
        onPick={(sql) => {
          onClose()
          onPick(sql)
        }}
      />
    </Modal>
  )
}

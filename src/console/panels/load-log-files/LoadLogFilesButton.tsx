import Button from '@cloudscape-design/components/button'
import { useRef } from 'react'
import { useCommands } from '../../models/commands/useCommands.ts'
import { namedFiles } from './droppedFiles.ts'
import { loadLogFiles } from './useLogFileBatches.ts'

export function LoadLogFilesButton({ variant = 'normal' }: { readonly variant?: 'normal' | 'primary' }) {
  const input = useRef<HTMLInputElement>(null)
  useCommands({ loadLogFiles: () => input.current?.click() })
  return (
    <>
      <Button variant={variant} iconName="upload" onClick={() => input.current?.click()}>
        Load log files
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Log files"
        onChange={({ target }) => {
          void loadLogFiles(namedFiles(target.files ?? []))
          // Choosing the same file again must count as a change.
          target.value = ''
        }}
      />
    </>
  )
}

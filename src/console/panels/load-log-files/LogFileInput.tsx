import { useRef } from 'react'
import { useCommands } from '../../models/commands/useCommands.ts'
import { namedFiles } from './droppedFiles.ts'
import { giveLogFiles } from './loadRequest.ts'

/** Opens the browser's dialog for files when log files should be loaded, on every page. */
export function LogFileInput() {
  const input = useRef<HTMLInputElement>(null)
  useCommands({ loadLogFiles: () => input.current?.click() })
  return (
    <input
      ref={input}
      type="file"
      multiple
      hidden
      aria-label="Log files"
      onChange={({ target }) => {
        void giveLogFiles(namedFiles(target.files ?? []))
        // Choosing the same file again must count as a change.
        target.value = ''
      }}
    />
  )
}

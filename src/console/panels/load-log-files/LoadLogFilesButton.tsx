import Button from '@cloudscape-design/components/button'
import { actionOf } from '../../models/commands/useCommands.ts'

export function LoadLogFilesButton({ variant = 'normal' }: { readonly variant?: 'normal' | 'primary' }) {
  return (
    <Button variant={variant} iconName="upload" onClick={() => actionOf('loadLogFiles')?.()}>
      Load log files
    </Button>
  )
}

import Button from '@cloudscape-design/components/button'
import { actionOf } from '../../models/commands/useCommands.ts'

/** The way on where there are no events. */
export const LoadLogFilesButton = () => (
  <Button variant="primary" iconName="upload" onClick={() => actionOf('loadLogFiles')?.()}>
    Load log files
  </Button>
)

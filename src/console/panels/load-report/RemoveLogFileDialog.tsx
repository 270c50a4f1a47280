import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import type { LogFilesResponse } from '../../../api/listLogFiles.ts'
import { removeLogFile } from '../../models/queries/removeLogFile.ts'
import { announce } from '../../ui/announce.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { countOf } from '../../ui/numbers.ts'
import { SafeText } from '../../ui/SafeText.tsx'

/** Says which events are removed with a log file before it is. */
export function RemoveLogFileDialog({
  logFile: { id, name, ownEvents, records },
  onClose,
}: {
  readonly logFile: LogFilesResponse['logFiles'][number]
  readonly onClose: () => void
}) {
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const remove = async () => {
    setBusy(true)
    setFailure(null)
    try {
      const { removed } = await removeLogFile(id)
      announce(`Removed ${spellOutInvisible(name)} and ${countOf(removed, 'event')}`)
      onClose()
    } catch (error) {
      setFailure((error as Error).message)
      setBusy(false)
    }
  }
  return (
    <Modal
      visible
      header="Remove log file"
      onDismiss={onClose}
      closeAriaLabel="Cancel"
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
            <Button variant="primary" loading={isBusy} onClick={() => void remove()}>
              Remove
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <div>
          Remove{' '}
          <b>
            <SafeText text={name} />
          </b>{' '}
          and {countOf(ownEvents, 'event')} from this event data store?
          {ownEvents < records && ' Events that other loaded log files also contain stay.'}
        </div>
        <div>
          The file on disk is not touched: to get the events back, load it again. If the console is started
          with its path, the next start loads it again.
        </div>
        {failure !== null && <Alert type="error">{failure}</Alert>}
      </SpaceBetween>
    </Modal>
  )
}

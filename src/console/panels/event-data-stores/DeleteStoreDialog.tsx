import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import type { EventDataStore } from '../../../api/stores.ts'
import { deleteStore, leaveStore, useStoreContents } from '../../models/queries/stores.ts'
import { announce } from '../../ui/announce.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { countOf } from '../../ui/numbers.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { closeStoresDialog } from './storesDialog.ts'

/** Says what would be lost with an event data store before it is deleted. */
export function DeleteStoreDialog({
  store: { id, name },
}: {
  readonly store: Pick<EventDataStore, 'id' | 'name'>
}) {
  const contents = useStoreContents(id).data
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const remove = async () => {
    setBusy(true)
    setFailure(null)
    try {
      await deleteStore(id)
      // Before another store is shown, for which this dialog would be made anew.
      closeStoresDialog()
      await leaveStore(id)
      announce(`Deleted the event data store ${spellOutInvisible(name)}`)
    } catch (error) {
      setFailure((error as Error).message)
      setBusy(false)
    }
  }
  return (
    <Modal
      visible
      header="Delete event data store"
      onDismiss={closeStoresDialog}
      closeAriaLabel="Cancel"
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={closeStoresDialog}>
              Cancel
            </Button>
            <Button variant="primary" loading={isBusy} onClick={() => void remove()}>
              Delete
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <div>
          Delete{' '}
          <b>
            <SafeText text={name} />
          </b>
          {contents && (
            <>
              {' '}
              with {countOf(contents.events, 'event')} and {countOf(contents.notes, 'note')}
            </>
          )}
          ?
        </div>
        <div>
          This cannot be undone. The log files on disk are not touched: to get the events back, load the files
          again. Notes are lost.
        </div>
        {failure !== null && <Alert type="error">{failure}</Alert>}
      </SpaceBetween>
    </Modal>
  )
}

import type { EventDataStore } from '../../../api/stores.ts'
import { deleteStore, leaveStore, useStoreContents } from '../../models/queries/stores.ts'
import { announce } from '../../ui/announce.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
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
  const remove = async () => {
    await deleteStore(id)
    // Announced before another store is shown, which recreates this dialog.
    closeStoresDialog()
    await leaveStore(id)
    announce(`Deleted the event data store ${spellOutInvisible(name)}`)
  }
  return (
    <ConfirmDialog
      header="Delete event data store"
      confirm="Delete"
      onConfirm={remove}
      onClose={closeStoresDialog}
    >
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
    </ConfirmDialog>
  )
}

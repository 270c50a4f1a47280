import { problemOfStoreName } from '../../../api/stores.ts'
import { makeStore, openStore, renameStore } from '../../models/queries/stores.ts'
import { announce } from '../../ui/announce.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { NameDialog } from '../../ui/NameDialog.tsx'
import { DeleteStoreDialog } from './DeleteStoreDialog.tsx'
import { closeStoresDialog, useStoresDialog } from './storesDialog.ts'

/** The dialog on event data stores that is open. */
export function StoresDialog() {
  const open = useStoresDialog((state) => state.open)
  switch (open?.kind) {
    case undefined:
      return null
    case 'make':
      return (
        <NameDialog
          header="Create event data store"
          submit="Create"
          initialName=""
          problemOf={problemOfStoreName}
          onSubmit={async (name) => {
            await openStore((await makeStore(name)).id)
            announce(`Created the event data store ${spellOutInvisible(name)}`)
          }}
          onClose={closeStoresDialog}
        >
          Log files that you load into an event data store are kept separate from those in other stores.
        </NameDialog>
      )
    case 'rename':
      return (
        <NameDialog
          header="Rename event data store"
          submit="Rename"
          initialName={open.store.name}
          problemOf={problemOfStoreName}
          onSubmit={(name) => renameStore(open.store.id, name)}
          onClose={closeStoresDialog}
        />
      )
    case 'delete':
      return <DeleteStoreDialog store={open.store} />
  }
}

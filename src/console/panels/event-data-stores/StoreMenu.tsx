import type { EventDataStore } from '../../../api/stores.ts'
import { startView } from '../../models/address/startView.ts'
import { followLink } from '../../models/address/followLink.ts'
import { addressOf, go, useView } from '../../models/address/useView.ts'
import { actionOf } from '../../models/commands/useCommands.ts'
import { addressedAs, openStore, useStores } from '../../models/queries/stores.ts'
import { useStatus } from '../../models/queries/useStatus.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { openStoresDialog } from './storesDialog.ts'
import './StoreMenu.css'

/** The other event data stores, and the actions on the current one. `onLeave` closes the menu. */
export function StoreMenu({ onLeave }: { readonly onLeave: () => void }) {
  const view = useView()
  const status = useStatus().data
  const { data } = useStores()
  if (!status) return null
  const { store, source } = status
  const others = (data?.stores ?? []).filter(({ id }) => id !== store.id)
  const report = { kind: 'load-report', view } as const
  const leaving = (act: () => void) => () => {
    onLeave()
    act()
  }
  return (
    <div className="store-menu">
      {others.length > 0 && (
        <>
          <div className="store-menu__title" id="store-menu-others">
            Switch to
          </div>
          <div className="store-menu__stores" role="group" aria-labelledby="store-menu-others">
            {others.map((other) => (
              <StoreLink key={other.id} store={other} onLeave={onLeave} />
            ))}
          </div>
        </>
      )}
      <Item onClick={leaving(() => openStoresDialog({ kind: 'make' }))}>New event data store…</Item>
      <Item onClick={leaving(() => openStoresDialog({ kind: 'rename', store }))}>Rename…</Item>
      <Item isDisabled={store.isDefault} onClick={leaving(() => openStoresDialog({ kind: 'delete', store }))}>
        Delete…
      </Item>
      {store.isDefault && (
        <div className="store-menu__why">
          {source === 'log-files'
            ? 'The default event data store can’t be deleted while the console is running.'
            : 'The account is the default event data store and can’t be deleted.'}
        </div>
      )}
      <Item onClick={leaving(() => actionOf('loadLogFiles')?.())}>Load log files…</Item>
      <a
        className="store-menu__item"
        href={addressOf(report)}
        onClick={(domEvent) =>
          followLink(
            domEvent,
            leaving(() => go(report)),
          )
        }
      >
        Import report
      </a>
    </div>
  )
}

interface StoreLinkProps {
  readonly store: EventDataStore
  readonly onLeave: () => void
}

function StoreLink({ store, onLeave }: StoreLinkProps) {
  const addressed = addressedAs(store)
  return (
    <a
      className="store-menu__item"
      href={addressOf(startView(addressed), addressed)}
      onClick={(domEvent) =>
        followLink(domEvent, () => {
          onLeave()
          void openStore(addressed)
        })
      }
    >
      <SafeText text={store.name} />
    </a>
  )
}

interface ItemProps {
  readonly onClick: () => void
  readonly isDisabled?: boolean
  readonly children: string
}

const Item = ({ onClick, isDisabled = false, children }: ItemProps) => (
  <button type="button" className="store-menu__item" disabled={isDisabled} onClick={onClick}>
    {children}
  </button>
)

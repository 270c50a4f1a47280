import { create } from 'zustand'
import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import type { MenuGroup, MenuPlace } from '../../ui/ContextMenu.tsx'
import type { PickedValue } from './valueActions.ts'

/** A request to open the menu. */
export interface MenuRequest {
  readonly event: CloudTrailEvent
  /** One value, or several to choose from. */
  readonly values: readonly PickedValue[]
  /** Where to open it. */
  readonly place: MenuPlace
  /** More actions, from the place where the menu is opened. */
  readonly more?: readonly MenuGroup[]
  /** Its record, if the event may not be in the event data store; otherwise it is read from there. */
  readonly recordText?: string
}

/** The open menu, in any panel. */
export const useMenuRequest = create<{ readonly request: MenuRequest | null }>()(() => ({ request: null }))

export const openValueMenu = (request: MenuRequest): void => useMenuRequest.setState({ request })
export const closeValueMenu = (): void => useMenuRequest.setState({ request: null })

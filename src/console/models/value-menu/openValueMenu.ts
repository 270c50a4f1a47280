import { create } from 'zustand'
import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import type { MenuGroup, MenuPlace } from '../../ui/ContextMenu.tsx'
import type { PickedValue } from './valueActions.ts'

/** What somebody asks a menu for. */
export interface MenuRequest {
  readonly event: CloudTrailEvent
  /** One value, or several to choose from. */
  readonly values: readonly PickedValue[]
  /** Where it was asked for. */
  readonly place: MenuPlace
  /** What can be done there besides. */
  readonly more?: readonly MenuGroup[]
}

/** The menu that is open, on whichever panel. */
export const useMenuRequest = create<{ readonly request: MenuRequest | null }>()(() => ({ request: null }))

export const openValueMenu = (request: MenuRequest): void => useMenuRequest.setState({ request })
export const closeValueMenu = (): void => useMenuRequest.setState({ request: null })

import type { MenuGroup, MenuPlace } from '../../ui/ContextMenu.tsx'
import type { PickedValue } from '../../models/value-menu/valueActions.ts'

/** Opens the menu of a value of the opened event; `more` are actions that only this place has. */
export type OnMenu = (values: readonly PickedValue[], place: MenuPlace, more?: readonly MenuGroup[]) => void

/** The place below a button, which gets the focus back. */
export function belowElement(button: HTMLElement): MenuPlace {
  const { left, bottom } = button.getBoundingClientRect()
  return { x: left, y: bottom, returnTo: button }
}

import type { MenuGroup, MenuPlace } from '../../ui/ContextMenu.tsx'
import type { PickedValue } from '../../models/value-menu/valueActions.ts'

/**
 * Somebody asks what can be done with a value of the opened event; `more` is what the place itself
 * offers besides.
 */
export type OnMenu = (values: readonly PickedValue[], place: MenuPlace, more?: readonly MenuGroup[]) => void

/** Under a button, which gets the focus back. */
export function belowElement(button: HTMLElement): MenuPlace {
  const { left, bottom } = button.getBoundingClientRect()
  return { x: left, y: bottom, returnTo: button }
}

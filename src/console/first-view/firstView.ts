import { createElement } from 'react'
import type { LookupEventsResponse } from '../../api/lookupEvents.ts'
import { currentColumns } from '../models/address/useShownColumns.ts'
import { currentPage } from '../models/address/useView.ts'
import { FirstView } from './FirstView.tsx'
import { listedView } from '../models/queries/firstPageAhead.ts'
import { currentPreferences } from '../models/preferences/usePreferences.ts'
import { markContentWidth } from '../shell/contentWidth.ts'
import { drawElement } from './drawElement.ts'

let shown: HTMLElement | undefined
let isOver = false

/**
 * Shows Event history until React has drawn it: its frame, and the events once they are there. Does nothing
 * where the page will look different: with an event opened beside the list, an open navigation, or
 * no events.
 */
export function showFirstView(firstPage?: LookupEventsResponse): void {
  if (isOver || (shown && !firstPage)) return
  const view = listedView(currentPage())
  const preferences = currentPreferences()
  if (!view || view.openEvent !== null) return
  if (preferences.navigationOpen || firstPage?.events.length === 0) return
  if (!shown) {
    shown = document.createElement('div')
    shown.className = 'first-view'
    // Screen readers and the keyboard wait for the page itself, a moment later.
    shown.ariaHidden = 'true'
    document.body.append(shown)
  }
  shown.replaceChildren(
    drawElement(
      createElement(FirstView, {
        view,
        columns: currentColumns(),
        preferences,
        firstPage,
        windowWidth: innerWidth,
        windowHeight: innerHeight,
      }),
    ),
  )
  const content = shown.querySelector<HTMLElement>('.split-view__content')
  // Measured, the width would be the same, but the browser would have to do its layout for it now.
  if (content) markContentWidth(content, innerWidth)
}

/** Called when the page itself is drawn. */
export function removeFirstView(): void {
  isOver = true
  shown?.remove()
}

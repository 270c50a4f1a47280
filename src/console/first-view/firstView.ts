import { createElement } from 'react'
import type { LookupEventsResponse } from '../../api/lookupEvents.ts'
import { currentColumns } from '../models/address/useShownColumns.ts'
import { currentView } from '../models/address/useView.ts'
import { FirstView } from './FirstView.tsx'
import { currentPreferences } from '../models/preferences/usePreferences.ts'
import { isReadable } from '../models/queries/resolvedQuery.ts'
import { drawElement } from './drawElement.ts'

let shown: HTMLElement | undefined
let isOver = false

/**
 * Shows Event history over the page that React has yet to draw: first its parts, then the events. Not where something else
 * will stand: other pages, an event opened beside the list, a filter that cannot be asked, an open navigation.
 */
export function showFirstView(firstPage?: LookupEventsResponse): void {
  if (isOver) return
  const view = currentView()
  const preferences = currentPreferences()
  const { page, filter, openEvent } = view
  if (page.kind !== 'event-history' || openEvent !== null || !isReadable(filter)) return
  if (preferences.navigationOpen || firstPage?.events.length === 0) return
  if (!shown) {
    shown = document.createElement('div')
    shown.className = 'first-view'
    // Readers and keys wait for the page itself, a moment later.
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
}

/** The page itself is drawn. */
export function removeFirstView(): void {
  isOver = true
  shown?.remove()
}

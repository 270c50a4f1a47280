/** What people come to a page for, most wanted first. */
const MAIN_CONTENT = ['[role=grid]', '[role=tree]', '.shell-content h1']

const isReachable = (element: HTMLElement): boolean =>
  element.closest('[inert]') === null && element.checkVisibility()

/**
 * The list of events, or else the event record, or else the title of the page, able to take the
 * focus; null while the page has none.
 */
export function mainContent(): HTMLElement | null {
  for (const selector of MAIN_CONTENT) {
    const found = [...document.querySelectorAll<HTMLElement>(selector)].find(isReachable)
    if (!found) continue
    if (found.tabIndex < 0) found.tabIndex = -1
    return found
  }
  return null
}

/** Focuses the opened event in its panel. */
export function focusPanel(): void {
  document.querySelector<HTMLElement>('.split-view__panel [tabindex="-1"]')?.focus()
}

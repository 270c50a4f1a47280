import { expect, type Page } from '@playwright/test'

/**
 * What of the page cannot be used at this size, a line each: a control outside the window or cut
 * off, under something else, or over another control; a title of several lines; a page that scrolls
 * sideways. Nothing is found at a size that works.
 */
export async function expectAllInReach(page: Page, state: string): Promise<void> {
  const { width, height } = page.viewportSize()!
  await expect
    .poll(() => page.evaluate(outOfReach), { message: `${state} at ${width} x ${height}` })
    .toEqual([])
}

/** Event rows of the list that can be clicked. */
export function rowsInView(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      [...document.querySelectorAll('[role=grid] [role=row] [role=gridcell] a')].filter((link) => {
        const { left, top, height } = link.getBoundingClientRect()
        return link.contains(document.elementFromPoint(left + 4, top + height / 2))
      }).length,
  )
}

/** The columns of the list that are whole in view, with their titles, where it is not scrolled. */
export function columnsInView(page: Page): Promise<readonly (string | null)[]> {
  return page.evaluate(() => {
    const grid = document.querySelector('[role=grid]')!
    const end = Math.min(grid.getBoundingClientRect().left + grid.clientWidth, innerWidth)
    const cutOff = (element: Element) => element.scrollWidth > element.clientWidth
    return [...grid.querySelectorAll('[role=columnheader][data-column]')]
      .filter((title) => title.getBoundingClientRect().right <= end && !cutOff(title))
      .map((title) => title.getAttribute('data-column'))
  })
}

function outOfReach(): string[] {
  // The edges of the histogram lie on its bars, and move them; those of columns lie on their titles.
  const controls = [
    ...document.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, [role=button], [role=menuitem], [role=separator][tabindex]',
    ),
  ].filter((control) => !control.closest('[inert], [aria-hidden=true], .histogram, [class*=resizer]'))
  const modal = document.querySelector('dialog:modal, [role=dialog]')
  const found: string[] = []
  const nameOf = (element: Element) =>
    (
      element.getAttribute('aria-label') ??
      (element.textContent.trim() || element.getAttribute('class')) ??
      element.tagName
    ).slice(0, 40)

  /** What scrolls may pass under it. */
  const isSticky = (element: Element | null): boolean =>
    element !== null && (getComputedStyle(element).position === 'sticky' || isSticky(element.parentElement))

  /** What of it the elements around it let see, and whether one of them can be scrolled to it. */
  const seenPart = (control: HTMLElement) => {
    let { left, top, right, bottom } = control.getBoundingClientRect()
    let scrolls = false
    let { position } = getComputedStyle(control)
    for (let around = control.parentElement; around; around = around.parentElement) {
      if (position === 'fixed' || around === document.body) break
      const style = getComputedStyle(around)
      position = style.position
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue
      scrolls ||= /auto|scroll/.test(style.overflowX + style.overflowY)
      const box = around.getBoundingClientRect()
      left = Math.max(left, box.left)
      right = Math.min(right, box.right)
      top = Math.max(top, box.top)
      bottom = Math.min(bottom, box.bottom)
    }
    return { left, top, right, bottom, scrolls }
  }

  const seen: { control: HTMLElement; left: number; top: number; right: number; bottom: number }[] = []
  for (const control of controls) {
    if (modal && !modal.contains(control)) continue
    if (!control.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
    const box = control.getBoundingClientRect()
    if (box.width < 2 || box.height < 2 || getComputedStyle(control).clipPath !== 'none') continue
    const { scrolls, ...part } = seenPart(control)
    if (!scrolls && (box.left < -1 || box.right > innerWidth + 1)) found.push(`outside: ${nameOf(control)}`)
    if (!scrolls && part.right - part.left < box.width - 2) found.push(`cut off: ${nameOf(control)}`)
    const left = Math.max(part.left, 0)
    const top = Math.max(part.top, 0)
    const right = Math.min(part.right, innerWidth)
    const bottom = Math.min(part.bottom, innerHeight)
    // Scrolled out of sight, or nearly.
    if (right - left < 6 || bottom - top < 6) continue
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
    const isLabelled = hit?.closest('label')?.querySelector('input') === control
    if (hit && !control.contains(hit) && !hit.contains(control) && !isLabelled && !isSticky(hit))
      found.push(`under ${nameOf(hit)}: ${nameOf(control)}`)
    for (const other of seen) {
      if (other.control.contains(control) || control.contains(other.control)) continue
      if (isSticky(control) !== isSticky(other.control)) continue
      const across = Math.min(right, other.right) - Math.max(left, other.left)
      const down = Math.min(bottom, other.bottom) - Math.max(top, other.top)
      if (across > 2 && down > 2)
        found.push(`one over the other: ${nameOf(control)}, ${nameOf(other.control)}`)
    }
    seen.push({ control, left, top, right, bottom })
  }

  for (const title of document.querySelectorAll<HTMLElement>('h1, .opened-event-panel h2')) {
    if (title.closest('[inert]')) continue
    if (title.getBoundingClientRect().height > 45) found.push(`several lines: ${nameOf(title)}`)
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways')
  return found
}

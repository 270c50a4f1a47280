import { useId, useLayoutEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react'
import { spellOutInvisible } from './invisibleCharacters.ts'
import './ContextMenu.css'

export interface MenuItem {
  readonly label: string
  /** What it does, in detail, in a quieter colour. */
  readonly detail?: string
  /** At the end of its line, such as a count. It may arrive while the menu is open. */
  readonly note?: string | undefined
  /**
   * Where it leads: a real link, which can be opened in another tab. A plain click runs `run`
   * instead.
   */
  readonly href?: string
  /** The link leads to another site, in a new tab. */
  readonly opensTab?: boolean
  readonly run: () => void
  /** It opens another menu: the focus is not given back. */
  readonly leadsOn?: boolean
}

export interface MenuGroup {
  readonly title?: string
  readonly items: readonly MenuItem[]
}

/** Where a menu opens in the window, and what is focused when it closes. */
export interface MenuPlace {
  readonly x: number
  readonly y: number
  readonly returnTo: HTMLElement | null
}

export interface ContextMenuProps {
  /** Its accessible name. */
  readonly label: string
  readonly groups: readonly MenuGroup[]
  readonly place: MenuPlace
  readonly onClose: () => void
}

/** Letters typed within this time of each other are one word. */
const TYPING_MS = 700
const MARGIN = 8
/**
 * Items that arrive this soon after the menu opened may still move it: nobody aims at an item yet.
 * Later, or once the pointer is down on the menu, the menu scrolls instead.
 */
const SETTLING_MS = 250

/**
 * A menu at a place in the window. It is in the browser's top layer, so no panel cuts it off, and
 * it fits the window.
 */
export function ContextMenu({ label, groups, place, onClose }: ContextMenuProps) {
  const id = useId()
  const menu = useRef<HTMLDivElement>(null)
  const typed = useRef({ text: '', at: 0 })
  const opened = useRef<{ readonly place: MenuPlace; readonly movesUntil: number }>(undefined)
  const { x, y, returnTo } = place
  const length = groups.reduce((sum, { items }) => sum + items.length, 0)

  useLayoutEffect(() => {
    const element = menu.current
    if (!element) return
    const { current } = opened
    const isNew = current?.place !== place
    const now = performance.now()
    if (isNew) opened.current = { place, movesUntil: now + SETTLING_MS }
    else if (now > current.movesUntil) return
    if (!element.matches(':popover-open')) element.showPopover()
    element.style.maxBlockSize = `${innerHeight - 2 * MARGIN}px`
    const { width, height } = element.getBoundingClientRect()
    const top = Math.max(MARGIN, Math.min(y, innerHeight - height - MARGIN))
    element.style.left = `${Math.max(MARGIN, Math.min(x, innerWidth - width - MARGIN))}px`
    element.style.top = `${top}px`
    element.style.maxBlockSize = `${innerHeight - top - MARGIN}px`
    if (isNew) itemsIn(element)[0]?.focus({ preventScroll: true })
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- what came later is as long as it is
  }, [place, x, y, length])

  // What was typed may have meant what came only now.
  useLayoutEffect(() => {
    const { text, at } = typed.current
    if (text === '' || performance.now() - at > TYPING_MS) return
    const items = itemsIn(menu.current)
    typeAhead(items, items.indexOf(document.activeElement as HTMLElement), text)?.focus()
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- what came later is as long as it is
  }, [length])

  /** An item that moves between press and release is not clicked. */
  const stay = () => {
    opened.current = { place, movesUntil: -Infinity }
  }
  const close = (leadsOn = false) => {
    onClose()
    if (!leadsOn) returnTo?.focus({ preventScroll: true })
  }
  const onKeyDown = (domEvent: KeyboardEvent) => {
    domEvent.stopPropagation()
    const items = itemsIn(menu.current)
    const focused = items.findIndex((item) => item === document.activeElement)
    const { key } = domEvent
    // A space while a word is being typed belongs to it.
    const going = domEvent.timeStamp - typed.current.at < TYPING_MS ? typed.current.text : ''
    if (domEvent.ctrlKey || domEvent.metaKey || domEvent.altKey) return
    const next = { ArrowDown: focused + 1, ArrowUp: focused - 1, Home: 0, End: -1 }[key]
    if (next !== undefined) {
      // What was typed before is done with: items that come later must not take the focus back to it.
      typed.current = { text: '', at: 0 }
      items.at(next % items.length)?.focus()
    } else if (key === 'Escape' || key === 'Tab') close()
    else if (key === ' ' && going === '') items[focused]?.click()
    else if (key.length === 1) {
      typed.current = { text: going + key.toLowerCase(), at: domEvent.timeStamp }
      typeAhead(items, focused, typed.current.text)?.focus()
    } else return
    domEvent.preventDefault()
  }
  const choose = (item: MenuItem) => (domEvent: MouseEvent) => {
    // Opening a new tab or window is left to the browser.
    if (domEvent.ctrlKey || domEvent.metaKey || domEvent.shiftKey) return
    if (item.opensTab) return close()
    domEvent.preventDefault()
    close(item.leadsOn)
    item.run()
  }

  return (
    <div
      ref={menu}
      className="context-menu"
      role="menu"
      aria-label={label}
      popover="auto"
      onPointerDown={stay}
      onKeyDown={onKeyDown}
      onToggle={(domEvent) => domEvent.newState === 'closed' && onClose()}
    >
      {groups.map((group, index) => (
        <div
          // oxlint-disable-next-line react/no-array-index-key -- groups keep their places
          key={index}
          className="context-menu__group"
          role="group"
          aria-labelledby={group.title === undefined ? undefined : `${id}-${index}`}
        >
          {group.title !== undefined && (
            <div id={`${id}-${index}`} className="context-menu__title" title={spellOutInvisible(group.title)}>
              {spellOutInvisible(group.title)}
            </div>
          )}
          {group.items.map((item) => {
            const props = {
              className: 'context-menu__item',
              role: 'menuitem',
              // Tab closes the menu; a menu that scrolls must be reachable by Tab all the same.
              tabIndex: 0,
              title: item.detail && spellOutInvisible(item.detail),
              onClick: choose(item),
              children: (
                <>
                  <span className="context-menu__label">{spellOutInvisible(item.label)}</span>
                  {item.detail !== undefined && (
                    <span className="context-menu__detail">{spellOutInvisible(item.detail)}</span>
                  )}
                  {item.note !== undefined && <span className="context-menu__note">{item.note}</span>}
                </>
              ),
            }
            const key = `${item.label} ${item.detail}`
            return item.href === undefined ? (
              <button key={key} type="button" {...props} />
            ) : (
              <a
                key={key}
                href={item.href}
                {...(item.opensTab && { target: '_blank', rel: 'noopener noreferrer' })}
                draggable={false}
                {...props}
              />
            )
          })}
        </div>
      ))}
    </div>
  )
}

const itemsIn = (menu: HTMLElement | null): HTMLElement[] => [
  ...(menu?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? []),
]

/** The next item that starts with what was typed; one letter over and over goes through all that start with it. */
function typeAhead(items: readonly HTMLElement[], focused: number, text: string): HTMLElement | undefined {
  const letters = new Set(text)
  const word = letters.size === 1 ? text.slice(0, 1) : text
  const from = letters.size === 1 ? focused + 1 : Math.max(focused, 0)
  const ordered = [...items.slice(from), ...items.slice(0, from)]
  return ordered.find((item) => item.textContent.toLowerCase().startsWith(word))
}

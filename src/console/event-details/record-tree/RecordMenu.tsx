import { useLayoutEffect, useRef, type KeyboardEvent } from 'react'
import { spelledOut } from '../../ui/invisibleCharacters.ts'
import './RecordMenu.css'

export interface RecordMenuItem {
  readonly label: string
  /** What exactly it does, in a quieter colour: the token, the path. */
  readonly detail?: string
  readonly run: () => void
  /** A line is drawn above it. */
  readonly startsGroup?: boolean
}

export interface RecordMenuProps {
  /** Its accessible name. */
  readonly label: string
  readonly items: readonly RecordMenuItem[]
  /** Where, in the window. */
  readonly x: number
  readonly y: number
  readonly onClose: () => void
}

/** A small menu at a place. It lies in the browser's top layer, so no panel cuts it off. */
export function RecordMenu({ label, items, x, y, onClose }: RecordMenuProps) {
  const menu = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    const element = menu.current
    if (!element) return
    element.showPopover()
    const { width, height } = element.getBoundingClientRect()
    element.style.left = `${Math.max(8, Math.min(x, innerWidth - width - 8))}px`
    element.style.top = `${y + height + 8 > innerHeight ? Math.max(8, innerHeight - height - 8) : y}px`
    element.querySelector('button')?.focus()
  }, [x, y])

  const onKeyDown = (domEvent: KeyboardEvent) => {
    domEvent.stopPropagation()
    const buttons = [...(menu.current?.querySelectorAll('button') ?? [])]
    const focused = buttons.findIndex((button) => button === document.activeElement)
    const next = nextItem(domEvent.key, focused, buttons.length)
    if (next !== null) {
      domEvent.preventDefault()
      buttons[next]?.focus()
    } else if (domEvent.key === 'Escape' || domEvent.key === 'Tab') {
      domEvent.preventDefault()
      onClose()
    }
  }

  return (
    <div
      ref={menu}
      className="record-menu"
      role="menu"
      aria-label={label}
      popover="auto"
      onKeyDown={onKeyDown}
      onToggle={(domEvent) => domEvent.newState === 'closed' && onClose()}
    >
      {items.map((item) => (
        <button
          key={item.label}
          className="record-menu__item"
          data-group={item.startsGroup || undefined}
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={() => {
            onClose()
            item.run()
          }}
        >
          <span>{item.label}</span>
          {item.detail !== undefined && (
            <span className="record-menu__detail">{spelledOut(item.detail)}</span>
          )}
        </button>
      ))}
    </div>
  )
}

function nextItem(key: string, focused: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return (focused + 1) % count
    case 'ArrowUp':
      return (focused - 1 + count) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}

import { useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'

export interface ToolbarProps {
  readonly label: string
  readonly className: string
  /** Buttons and links. */
  readonly children: ReactNode
}

/** Buttons that are one tab stop together: arrow keys move between them. */
export function Toolbar({ label, className, children }: ToolbarProps) {
  const bar = useRef<HTMLDivElement>(null)
  const buttons = () => [...(bar.current?.querySelectorAll<HTMLElement>('button, a[href]') ?? [])]
  const makeStop = (stop: HTMLElement | undefined) => {
    for (const button of buttons()) button.tabIndex = button === stop ? 0 : -1
  }
  // Buttons appear and disappear with the width of the window.
  useLayoutEffect(() => {
    const all = buttons()
    const stops = all.filter(({ tabIndex }) => tabIndex === 0)
    if (stops.length !== 1) makeStop(all[0])
  })
  const onKeyDown = (domEvent: KeyboardEvent) => {
    const all = buttons()
    const at = all.indexOf(document.activeElement as HTMLElement)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[domEvent.key]
    if (at < 0 || to === undefined) return
    domEvent.preventDefault()
    all.at(to % all.length)?.focus()
  }
  return (
    <div
      ref={bar}
      className={className}
      role="toolbar"
      aria-label={label}
      onKeyDown={onKeyDown}
      onFocus={(domEvent) => makeStop(domEvent.target)}
    >
      {children}
    </div>
  )
}

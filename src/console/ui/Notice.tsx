import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react'
import { speak } from './announce.ts'
import { Icon } from './Icon.tsx'
import { IconButton } from './IconButton.tsx'
import './Notice.css'

export type NoticeKind = 'success' | 'progress' | 'info' | 'warning' | 'error'

export interface NoticeProps {
  readonly kind: NoticeKind
  readonly title?: string
  readonly children?: ReactNode
  /** Buttons and links. */
  readonly actions?: ReactNode
  /** Without it, the notice stays until its cause is resolved. */
  readonly onDismiss?: (() => void) | undefined
  /** Nothing is lost without it, so it is dismissed after a while. */
  readonly fades?: boolean
}

/** How long a harmless notice is shown. Longer while it has the pointer or the focus. */
const SHOWN_MS = 30_000

/**
 * The outcome of an action, or a problem of the console: one of the list of notices in the corner
 * of the window. It is announced when it appears, and again when its kind or title changes.
 */
export function Notice({ kind, title, children, actions, onDismiss, fades = false }: NoticeProps) {
  const notice = useRef<HTMLLIElement>(null)
  const dismissUnused = useEffectEvent(() => {
    if (!notice.current?.closest('ul')?.matches(':hover, :focus-within')) onDismiss?.()
  })
  useEffect(() => {
    if (!fades) return undefined
    const timer = setInterval(dismissUnused, SHOWN_MS)
    return () => clearInterval(timer)
  }, [fades])

  return (
    <li ref={notice} className="notice" data-kind={kind}>
      <span className="notice__icon">
        <Icon size={16}>
          <path d={ICONS[kind]} />
        </Icon>
      </span>
      <div className="notice__body">
        <Said key={`${kind} ${title}`}>
          {title !== undefined && <strong>{title}</strong>}
          {children}
        </Said>
        {actions !== undefined && <div className="notice__actions">{actions}</div>}
      </div>
      {onDismiss && <IconButton icon="cross" label="Dismiss" onClick={onDismiss} />}
    </li>
  )
}

/** Announced once. */
function Said({ children }: { readonly children: ReactNode }) {
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (element.current) speak(element.current.innerText)
  }, [])
  return (
    <div ref={element} className="notice__said">
      {children}
    </div>
  )
}

const CIRCLE = 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z'

const ICONS: Readonly<Record<NoticeKind, string>> = {
  success: `${CIRCLE}M5 8.2l2.2 2.2L11.2 6`,
  progress: 'M14.5 8A6.5 6.5 0 1 1 8 1.5',
  info: `${CIRCLE}M8 7.2v4M8 4.8h.01`,
  warning: 'M8 2l6.5 12h-13zM8 6.5v3.6M8 12h.01',
  error: `${CIRCLE}M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4`,
}

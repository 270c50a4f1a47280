import type { ReactNode } from 'react'
import type { EventIntegrity } from '../../../cloudtrail/integrity.ts'
import { INTEGRITY_IN_WORDS } from '../../../cloudtrail/integrityInWords.ts'
import { Icon } from '../../ui/Icon.tsx'
import './IntegrityBadge.css'

/** Each has a shape of its own, so that colour is not the only sign. */
const SHAPES: Readonly<Record<EventIntegrity, ReactNode>> = {
  verified: (
    <>
      <circle cx="8" cy="8" r="7" />
      <path d="M4.8 8.2l2.2 2.3 4.2-4.8" />
    </>
  ),
  'hash-only': <path d="M6 3L5 13M11 3l-1 10M3.5 6h9.5M3 10h9.5" />,
  broken: <path d="M8 1.5L15 14H1zM8 6v4M8 11.6v.9" />,
  'not-covered': (
    <>
      <circle cx="8" cy="8" r="7" strokeDasharray="2.5 2.5" />
      <path d="M5 8h6" />
    </>
  ),
}

/** What digest files say of an event, in a cell of the list. No hooks. */
export function IntegrityBadge({ integrity }: { readonly integrity: EventIntegrity }) {
  const { label, meaning } = INTEGRITY_IN_WORDS[integrity]
  return (
    <span className={`integrity-badge integrity-badge-${integrity}`} title={meaning}>
      <Icon>{SHAPES[integrity]}</Icon>
      {label}
    </span>
  )
}

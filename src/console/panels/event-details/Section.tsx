import type { ReactNode } from 'react'
import { PartBoundary } from '../../ui/PartBoundary.tsx'

export interface SectionProps {
  readonly title: string
  /** Level of the heading. */
  readonly level: 2 | 3
  /** For a section that can be collapsed. Its content is drawn only while it is open. */
  readonly fold?: { readonly open: boolean; readonly onToggle: () => void }
  /** Makes the section a landmark of this name. */
  readonly label?: string
  /** The data that the section draws: see `PartBoundary`. */
  readonly resetKeys: readonly unknown[]
  readonly children: ReactNode
}

/** One section of the event details. An error in it leaves the others intact. */
export function Section({ title, level, fold, label, resetKeys, children }: SectionProps) {
  const Heading = `h${level}` as const
  return (
    <section className="event-details__block" aria-label={label}>
      <Heading className="event-details__title">
        {fold ? (
          <button
            className="event-details__fold"
            type="button"
            aria-expanded={fold.open}
            onClick={fold.onToggle}
          >
            {title}
          </button>
        ) : (
          title
        )}
      </Heading>
      {(!fold || fold.open) && (
        <PartBoundary name={title} resetKeys={resetKeys}>
          {children}
        </PartBoundary>
      )}
    </section>
  )
}

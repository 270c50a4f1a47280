import { SafeText } from './SafeText.tsx'
import { formatDay, formatTime, type Zone } from './time.ts'

export interface ByWhomProps {
  readonly name: string
  /** ISO 8601; null if it is not known. */
  readonly at: string | null
  readonly zone: Zone
}

/** Who changed something last, and on which day: `ana, 2026-05-12`. */
export function ByWhom({ name, at, zone }: ByWhomProps) {
  return (
    <span {...(at !== null && { title: formatTime(at, zone) })}>
      <SafeText text={name} />
      {at !== null && `, ${formatDay(at, zone)}`}
    </span>
  )
}

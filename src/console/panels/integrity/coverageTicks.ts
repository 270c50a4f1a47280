import type { CoverageResponse } from '../../../api/integrity.ts'
import { showTime, type Zone } from '../../ui/time.ts'

interface CoverageTick {
  readonly column: number
  readonly label: string
}

const LABEL_WIDTH = 96
/** How many columns two labels can be apart. */
const STEPS = { PT1H: [6, 12, 24, 48, 168], P1D: [7, 14, 28, 56], P7D: [4, 8, 13, 26, 52] } as const
const COLUMN_MS = { PT1H: 3_600_000, P1D: 86_400_000, P7D: 604_800_000 } as const

/** The columns with a label: at round times, so far apart that the labels fit. */
export function coverageTicks(
  { interval, startTimes }: Pick<CoverageResponse, 'interval' | 'startTimes'>,
  cellWidth: number,
  zone: Zone,
): readonly CoverageTick[] {
  const steps = STEPS[interval]
  const step = steps.find((each) => each * cellWidth >= LABEL_WIDTH) ?? steps.at(-1)!
  const first = Math.floor(Date.parse(startTimes[0] ?? '') / COLUMN_MS[interval])
  return startTimes.flatMap((time, column) => {
    if ((first + column) % step !== 0) return []
    const shown = showTime(time, zone)?.time ?? time
    return [{ column, label: interval === 'PT1H' ? shown.slice(5, 16) : shown.slice(0, 10) }]
  })
}

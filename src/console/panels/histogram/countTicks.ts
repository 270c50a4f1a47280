export interface CountTick {
  readonly count: number
  readonly label: string
}

/** Two or three round numbers from 0; the last is at least `max`. */
export function countTicks(max: number): readonly CountTick[] {
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(1, max)))
  const top = [1, 2, 4, 6, 8, 10].map((factor) => factor * magnitude).find((round) => round >= max) ?? max
  const counts = top >= 2 ? [0, top / 2, top] : [0, top]
  return counts.map((count) => ({ count, label: shortCount.format(count) }))
}

const shortCount = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 })

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const rounded = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 })
const small = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 })
const exact = new Intl.NumberFormat('en-US', { maximumFractionDigits: 20 })

/** `12.35`, `0.0000882`: as a plain decimal, however small. */
export const formatRate = (perMinute: number): string =>
  (Math.abs(perMinute) >= 1 ? rounded : small).format(perMinute)

/** With every digit that there is. */
export const exactRate = (perMinute: number): string => `${exact.format(perMinute)} per minute`

export interface RateChange {
  /** `300%`; a dash if there is nothing to compare with. */
  readonly shown: string
  readonly arrow: '↑' | '↓' | ''
  /** What the arrow means. */
  readonly word: string
}

/** The average of an insight in percent of its baseline, as the AWS console writes it: from 1 to 3 is 300%. */
export function rateChangeWords(percent: number | null): RateChange {
  if (percent === null) return { shown: '-', arrow: '', word: 'No calls in the baseline' }
  const shown = `${(percent >= 100 ? whole : small).format(percent)}%`
  if (percent === 100) return { shown, arrow: '', word: 'Unchanged' }
  return percent > 100 ? { shown, arrow: '↑', word: 'Up to' } : { shown, arrow: '↓', word: 'Down to' }
}

/** `1 minute`, `3 hours 5 minutes`, `7 days` */
export function durationWords(minutes: number): string {
  const parts = [
    [Math.floor(minutes / 1440), 'day'],
    [Math.floor((minutes % 1440) / 60), 'hour'],
    [Math.round(minutes % 60), 'minute'],
  ] as const
  const words = parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${whole.format(count)} ${unit}${count === 1 ? '' : 's'}`)
  return words.join(' ') || 'less than a minute'
}

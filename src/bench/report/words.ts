import type { BenchRow } from '../row.ts'

/** `12.3 ms`, `1.2 s`, `310 MB`, `186 bytes` */
export function quantity(value: number, unit: BenchRow['unit']): string {
  if (unit === 'ms') return value >= 1000 ? `${(value / 1000).toFixed(1)} s` : `${value.toFixed(1)} ms`
  return `${Math.round(value).toLocaleString('en')} ${unit}`
}

/** `× 2.48`, `1 / 310` */
export function ratio(share: number): string {
  return share >= 0.1 ? `× ${share.toFixed(2)}` : `1 / ${Math.round(1 / share).toLocaleString('en')}`
}

/** `100 thousand`, `1 million` */
export function size(events: number): string {
  return events >= 1e6
    ? `${events / 1e6} million`
    : events >= 1000
      ? `${events / 1000} thousand`
      : String(events)
}

export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  alignment: string,
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rule = alignment.split('').map((side) => (side === 'r' ? '---:' : '---'))
  return [line(head), line(rule), ...rows.map(line)].join('\n')
}

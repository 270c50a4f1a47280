/** One line of the table: a time as a ratio to *parse*, or a quantity with its limit. */
export type BenchRow =
  | {
      readonly work: string
      readonly ms: number
      readonly low?: number
      readonly high?: number
      /** ms / parse */
      readonly ratio: number
      /** The ratio it must not exceed. */
      readonly target: number
      readonly met: boolean
    }
  | { readonly work: string; readonly value: number; readonly limit: number; readonly met: boolean }

export interface BenchResult {
  readonly events: number
  readonly parseMs: number
  readonly parseBytes: number
  readonly cores: number
  readonly node: string
  readonly rows: readonly BenchRow[]
}

/** A Markdown table, so that it can stand in the README as it is. */
export function printTable({ events, parseMs, parseBytes, cores, node, rows }: BenchResult): string {
  const head =
    `${events.toLocaleString('en')} events, ${Math.round(parseBytes / 1e6).toLocaleString('en')} MB of JSON, ${cores} cores, Node ${node}; ` +
    `*parse* = gunzip + JSON.parse in one thread = ${(parseMs / 1000).toFixed(1)} s\n\n` +
    '| work | median | quartiles | as a share of parse | target | |\n|---|---:|---:|---:|---:|---|\n'
  return (
    head +
    rows
      .map((row) =>
        'value' in row
          ? `| ${row.work} | ${Math.round(row.value)} | | | ${row.limit} | ${row.met ? 'met' : 'missed'} |`
          : `| ${row.work} | ${time(row.ms)} | ${row.low === undefined ? '' : `${time(row.low)} – ${time(row.high!)}`} | ${share(row.ratio)} | ${share(row.target)} | ${row.met ? 'met' : 'missed'} |`,
      )
      .join('\n')
  )
}

function time(ms: number): string {
  return ms >= 1000 ? `${(ms / 1000).toFixed(1)} s` : `${ms.toFixed(1)} ms`
}

function share(ratio: number): string {
  return ratio >= 0.5 ? `× ${ratio.toFixed(2)}` : `1 / ${Math.round(1 / ratio)}`
}

import type { LoadReport } from '../../../cloudtrail/loadReport.ts'
import { formatCount } from '../../ui/numbers.ts'
import './Figures.css'

/** The totals of all log files that were given. */
export function Figures({ report }: { readonly report: LoadReport }) {
  const { logFiles, skipped, failed, unfinished, records, added, duplicates, conflicts } = report
  const figures: readonly (readonly [label: string, value: number])[] = [
    ['Log files loaded', logFiles],
    ['Skipped', skipped],
    ['Failed', failed],
    ...(unfinished > 0 ? [['Not finished', unfinished] as const] : []),
    ['Records found', records],
    ['Events added', added],
    ['Duplicates', duplicates],
    ['Conflicting event IDs', conflicts],
  ]
  return (
    <dl className="figures">
      {figures.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{formatCount(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

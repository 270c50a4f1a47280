import type { LoadReport } from '../../../cloudtrail/loadReport.ts'
import { countOf, formatCount } from '../../ui/numbers.ts'
import { QuietButton } from '../../ui/QuietButton.tsx'
import './Figures.css'

export interface FiguresProps {
  readonly report: LoadReport
  readonly errors: number
  /** Shows the list of errors. */
  readonly onErrors: () => void
}

/** The totals of all log files that were given. */
export function Figures({ report, errors, onErrors }: FiguresProps) {
  const { logFiles, skipped, digestFiles, failed, unfinished, records, added, duplicates, conflicts } = report
  const { salvaged, leftOut } = report
  const figures: readonly (readonly [label: string, value: number])[] = [
    ['Log files loaded', logFiles],
    ['Skipped', skipped],
    ...(digestFiles > 0 ? [['Digest files, for validation', digestFiles] as const] : []),
    ['Failed', failed],
    ...(unfinished > 0 ? [['Not finished', unfinished] as const] : []),
    ['Records found', records],
    ...(salvaged > 0 ? [['Salvaged', salvaged] as const] : []),
    ...(leftOut > 0 ? [['Left out', leftOut] as const] : []),
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
      <div>
        <dt>Load errors</dt>
        <dd>
          {errors === 0 ? (
            0
          ) : (
            <QuietButton aria-label={`Go to ${countOf(errors, 'load error')}`} onClick={onErrors}>
              {formatCount(errors)}
            </QuietButton>
          )}
        </dd>
      </div>
    </dl>
  )
}

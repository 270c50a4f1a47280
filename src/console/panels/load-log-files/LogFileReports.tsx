import Flashbar, { type FlashbarProps } from '@cloudscape-design/components/flashbar'
import Link from '@cloudscape-design/components/link'
import ProgressBar from '@cloudscape-design/components/progress-bar'
import { addressOf, go, useView } from '../../models/address/useView.ts'
import { countOf, formatCount } from '../../ui/numbers.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { dismissBatch, isDone, useLogFileBatches, type LogFileBatch } from './useLogFileBatches.ts'

const SHOWN_PROBLEMS = 3

/** What became of the log files that were given in this window, until dismissed. */
export function LogFileReports() {
  const batches = useLogFileBatches((state) => state.batches)
  if (batches.length === 0) return null
  return <Flashbar items={batches.map(toFlash)} />
}

function toFlash(batch: LogFileBatch): FlashbarProps.MessageDefinition {
  const id = String(batch.id)
  if (!isDone(batch)) {
    const done = batch.reports.length + batch.failures.length
    return {
      id,
      type: 'in-progress',
      loading: true,
      content: (
        <ProgressBar
          variant="flash"
          label="Loading log files"
          value={(100 * done) / batch.files}
          additionalInfo={`${formatCount(done)} of ${countOf(batch.files, 'log file')}`}
        />
      ),
    }
  }
  const problems = problemsOf(batch)
  return {
    id,
    type: batch.reports.length === 0 ? 'error' : problems.length > 0 ? 'warning' : 'success',
    header: summaryOf(batch),
    content: problems.length > 0 && <Problems problems={problems} />,
    dismissible: true,
    dismissLabel: 'Dismiss',
    onDismiss: () => dismissBatch(batch.id),
  }
}

function Problems({ problems }: { readonly problems: readonly string[] }) {
  const reportPage = { kind: 'load-report', view: useView() } as const
  return (
    <>
      {problems.slice(0, SHOWN_PROBLEMS).map((problem) => (
        <div key={problem}>
          <SafeText text={problem} />
        </div>
      ))}
      {problems.length > SHOWN_PROBLEMS && <>and {formatCount(problems.length - SHOWN_PROBLEMS)} more. </>}
      <Link
        href={addressOf(reportPage)}
        color="inverted"
        onFollow={(domEvent) => {
          domEvent.preventDefault()
          go(reportPage)
        }}
      >
        Load report
      </Link>
    </>
  )
}

function summaryOf({ files, reports }: LogFileBatch): string {
  const sum = (of: 'records' | 'added' | 'duplicates') =>
    reports.reduce((total, report) => total + report[of], 0)
  if (reports.length === 0) return `${countOf(files, 'log file')} could not be loaded`
  const loaded = `Loaded ${countOf(reports.length, 'log file')}: ${countOf(sum('records'), 'record')}`
  return `${loaded}, ${formatCount(sum('added'))} added, ${countOf(sum('duplicates'), 'duplicate')}`
}

function problemsOf({ reports, failures }: LogFileBatch): readonly string[] {
  return [
    ...failures.map(({ logFile, reason }) => `${logFile}: ${reason}`),
    ...reports.flatMap(({ logFile, problems }) =>
      problems.map(
        ({ position, reason }) => `${logFile}${position === null ? '' : `, ${position}`}: ${reason}`,
      ),
    ),
  ]
}

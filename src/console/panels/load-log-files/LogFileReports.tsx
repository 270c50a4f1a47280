import Flashbar, { type FlashbarProps } from '@cloudscape-design/components/flashbar'
import Link from '@cloudscape-design/components/link'
import ProgressBar from '@cloudscape-design/components/progress-bar'
import { useStore } from 'zustand'
import { addressOf, go, useView } from '../../models/address/useView.ts'
import { dismissMutation } from '../../models/queries/mutations.ts'
import { countOf, formatCount } from '../../ui/numbers.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import {
  useLogFileBatches,
  type BatchOutcome,
  type BatchProgress,
  type LogFileBatch,
} from './useLogFileBatches.ts'

const SHOWN_PROBLEMS = 3

/** Notices on the log files loaded in this window, until dismissed. */
export function LogFileReports() {
  const batches = useLogFileBatches()
  if (batches.length === 0) return null
  return <Flashbar items={batches.map(toFlash)} />
}

function toFlash({ id, progress, outcome }: LogFileBatch): FlashbarProps.MessageDefinition {
  if (!outcome) {
    return {
      id: String(id),
      type: 'in-progress',
      loading: true,
      content: <LoadingProgress progress={progress} />,
    }
  }
  const problems = problemsOf(outcome)
  return {
    id: String(id),
    type: outcome.reports.length === 0 ? 'error' : problems.length > 0 ? 'warning' : 'success',
    header: summaryOf(progress.files, outcome),
    content: problems.length > 0 && <Problems problems={problems} />,
    dismissible: true,
    dismissLabel: 'Dismiss',
    onDismiss: () => dismissMutation(id),
  }
}

function LoadingProgress({ progress: { files, sent } }: { readonly progress: BatchProgress }) {
  const count = useStore(sent)
  return (
    <ProgressBar
      variant="flash"
      label="Loading log files"
      value={(100 * count) / files}
      additionalInfo={`${formatCount(count)} of ${countOf(files, 'log file')}`}
    />
  )
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

function summaryOf(files: number, { reports }: BatchOutcome): string {
  const sum = (of: 'records' | 'added' | 'duplicates') =>
    reports.reduce((total, report) => total + report[of], 0)
  if (reports.length === 0) return `${countOf(files, 'log file')} could not be loaded`
  const loaded = `Loaded ${countOf(reports.length, 'log file')}: ${countOf(sum('records'), 'record')}`
  return `${loaded}, ${formatCount(sum('added'))} added, ${countOf(sum('duplicates'), 'duplicate')}`
}

function problemsOf({ reports, failures }: BatchOutcome): readonly string[] {
  return [
    ...failures.map(({ logFile, reason }) => `${logFile}: ${reason}`),
    ...reports.flatMap(({ logFile, problems }) =>
      problems.map(
        ({ position, reason }) => `${logFile}${position === null ? '' : `, ${position}`}: ${reason}`,
      ),
    ),
  ]
}

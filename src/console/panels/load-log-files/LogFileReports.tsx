import Button from '@cloudscape-design/components/button'
import Flashbar, { type FlashbarProps } from '@cloudscape-design/components/flashbar'
import Link from '@cloudscape-design/components/link'
import ProgressBar from '@cloudscape-design/components/progress-bar'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { addressOf, go, useView } from '../../models/address/useView.ts'
import { dismissMutation } from '../../models/queries/mutations.ts'
import { countOf, formatCount } from '../../ui/numbers.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { fileNames, loadSummary, problemsOf } from './loadSummary.ts'
import { useLogFileBatches, type BatchProgress, type LogFileBatch } from './useLogFileBatches.ts'

const SHOWN_PROBLEMS = 3
/** How long a notice of what was loaded without problems is shown. */
const SUCCESS_MS = 15_000

/**
 * Notices on the log files loaded in this window. Those loaded without problems have one notice,
 * which goes by itself; problems stay until they are dismissed.
 */
export function LogFileReports() {
  const batches = useLogFileBatches()
  const isSuccess = ({ outcome }: LogFileBatch) => outcome !== undefined && problemsOf(outcome).length === 0
  const successful = batches.filter(isSuccess)
  const ids = successful.map(({ id }) => id).join()
  useEffect(() => {
    if (ids === '') return undefined
    const timer = setTimeout(() => ids.split(',').forEach((id) => dismissMutation(Number(id))), SUCCESS_MS)
    return () => clearTimeout(timer)
  }, [ids])
  if (batches.length === 0) return null
  const others = batches.filter((batch) => !isSuccess(batch))
  return (
    <Flashbar
      items={[...others.map(toFlash), ...(successful.length > 0 ? [successFlash(successful)] : [])]}
    />
  )
}

function successFlash(batches: readonly LogFileBatch[]): FlashbarProps.MessageDefinition {
  const reports = batches.flatMap(({ outcome }) => outcome?.reports ?? [])
  return {
    id: 'loaded',
    type: 'success',
    header: loadSummary({ reports, failures: [], isCanceled: false }),
    content: <SafeText text={fileNames(reports.map(({ logFile }) => logFile))} />,
    dismissible: true,
    dismissLabel: 'Dismiss',
    onDismiss: () => batches.forEach(({ id }) => dismissMutation(id)),
  }
}

function toFlash({ id, progress, outcome }: LogFileBatch): FlashbarProps.MessageDefinition {
  if (!outcome) {
    return {
      id: String(id),
      type: 'in-progress',
      loading: true,
      content: <LoadingProgress progress={progress} />,
      action: <Button onClick={progress.cancel}>Cancel</Button>,
    }
  }
  const problems = problemsOf(outcome)
  return {
    id: String(id),
    type: outcome.reports.some(({ records }) => records > 0) ? 'warning' : 'error',
    header: loadSummary(outcome),
    content: <Problems problems={problems} store={progress.store} />,
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

interface ProblemsProps {
  readonly problems: readonly string[]
  /** Where the files were loaded. */
  readonly store: string | null
}

function Problems({ problems, store }: ProblemsProps) {
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
        href={addressOf(reportPage, store)}
        color="inverted"
        onFollow={(domEvent) => {
          domEvent.preventDefault()
          go(reportPage, 'push', store)
        }}
      >
        Import report
      </Link>
    </>
  )
}

import { useEffect } from 'react'
import { useStore } from 'zustand'
import { followLink } from '../../models/address/followLink.ts'
import { addressOf, go, useView } from '../../models/address/useView.ts'
import { dismissMutation } from '../../models/queries/mutations.ts'
import { Notice, type NoticeKind } from '../../ui/Notice.tsx'
import { formatCount } from '../../ui/numbers.ts'
import { QuietButton } from '../../ui/QuietButton.tsx'
import { SafeText } from '../../ui/SafeText.tsx'
import { progressInWords, shareDone } from './batchProgress.ts'
import { fileNames, loadSummary, problemsOf } from './loadSummary.ts'
import {
  useLogFileBatches,
  type BatchOutcome,
  type GivenBatch,
  type LogFileBatch,
} from './useLogFileBatches.ts'

const SHOWN_PROBLEMS = 3

/**
 * Notices on the log files loaded in this window. Those loaded without problems have one notice,
 * which fades; problems stay until they are dismissed.
 */
export function LogFileReports() {
  const batches = useLogFileBatches()
  const isSuccess = ({ outcome }: LogFileBatch) => outcome !== undefined && problemsOf(outcome).length === 0
  const successful = batches.filter(isSuccess)
  return (
    <>
      {batches
        .filter((batch) => !isSuccess(batch))
        .map(({ id, given, outcome }) =>
          outcome ? (
            <Incomplete key={id} id={id} outcome={outcome} store={given.store} />
          ) : (
            <Loading key={id} given={given} />
          ),
        )}
      {successful.length > 0 && <Loaded batches={successful} />}
    </>
  )
}

function Loaded({ batches }: { readonly batches: readonly LogFileBatch[] }) {
  const reports = batches.flatMap(({ outcome }) => outcome?.reports ?? [])
  return (
    <Notice
      kind="success"
      title={loadSummary({ reports })}
      fades
      onDismiss={() => batches.forEach(({ id }) => dismissMutation(id))}
    >
      <SafeText text={fileNames(reports.map(({ logFile }) => logFile))} />
    </Notice>
  )
}

function Loading({ given: { progress, cancel } }: { readonly given: GivenBatch }) {
  const state = useStore(progress)
  useEffect(() => {
    // The rest of the files would be lost with the page.
    const warn = (domEvent: BeforeUnloadEvent) => domEvent.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [])
  return (
    <Notice
      kind="progress"
      title="Loading log files"
      actions={
        <QuietButton onClick={cancel} disabled={state.isCanceling}>
          Cancel
        </QuietButton>
      }
    >
      {progressInWords(state)}
      <progress aria-label="Loading log files" value={shareDone(state)} max={1} />
    </Notice>
  )
}

function kindOf({ reports, failures, isCanceled }: BatchOutcome): NoticeKind {
  if (isCanceled && failures.length === 0) return 'info'
  return reports.some(({ records }) => records > 0) ? 'warning' : 'error'
}

interface IncompleteProps {
  readonly id: number
  readonly outcome: BatchOutcome
  /** Where the files were loaded. */
  readonly store: string | null
}

function Incomplete({ id, outcome, store }: IncompleteProps) {
  const reportPage = { kind: 'load-report', view: useView() } as const
  const problems = problemsOf(outcome)
  return (
    <Notice
      kind={kindOf(outcome)}
      title={loadSummary(outcome)}
      onDismiss={() => dismissMutation(id)}
      actions={
        <a
          href={addressOf(reportPage, store)}
          onClick={(domEvent) => followLink(domEvent, () => go(reportPage, 'push', store))}
        >
          Import report
        </a>
      }
    >
      {problems.slice(0, SHOWN_PROBLEMS).map((problem) => (
        <div key={problem}>
          <SafeText text={problem} />
        </div>
      ))}
      {problems.length > SHOWN_PROBLEMS && <>and {formatCount(problems.length - SHOWN_PROBLEMS)} more</>}
    </Notice>
  )
}

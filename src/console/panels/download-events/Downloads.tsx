import { useQuery } from '@tanstack/react-query'
import type { Download } from '../../../api/downloads.ts'
import {
  dismissDownload,
  downloadQuery,
  isUnderWay,
  saveManifest,
  stopDownload,
  useDownloads,
  useStartDownload,
  type SentDownload,
} from '../../models/queries/downloads.ts'
import { announce } from '../../ui/announce.ts'
import { Notice, type NoticeKind } from '../../ui/Notice.tsx'
import { countOf, formatBytes, formatCount } from '../../ui/numbers.ts'
import { QuietButton } from '../../ui/QuietButton.tsx'

/**
 * Notices on the downloads of this window: how far they are. Of those that have ended only the last
 * one is shown.
 */
export function Downloads() {
  const downloads = useDownloads()
  return downloads.map((download, i) =>
    download.started ? (
      <StartedDownload
        key={download.id}
        download={download}
        started={download.started}
        isLast={i === downloads.length - 1}
      />
    ) : (
      <Unstarted key={download.id} download={download} />
    ),
  )
}

async function downloadTheManifest(id: string): Promise<void> {
  try {
    await saveManifest(id)
  } catch (error) {
    announce((error as Error).message)
  }
}

interface DownloadProps {
  readonly download: SentDownload
}

function Unstarted({ download }: DownloadProps) {
  if (!download.error) return <Notice kind="progress">Counting events …</Notice>
  return (
    <Notice
      kind="error"
      title="The download could not start"
      onDismiss={() => dismissDownload(download)}
      actions={<Again download={download} />}
    >
      {download.error.message}
    </Notice>
  )
}

function StartedDownload({
  download,
  started,
  isLast,
}: DownloadProps & { readonly started: Download; readonly isLast: boolean }) {
  const { data: progress, error } = useQuery(downloadQuery(started))
  const { state, events, count, fileName, id } = progress
  const underWay = isUnderWay(state)
  if (!underWay && !isLast) return null
  return (
    <Notice
      kind={KINDS[state]}
      onDismiss={underWay ? undefined : () => dismissDownload(download)}
      actions={
        underWay ? (
          <QuietButton onClick={() => void stopDownload(id)}>Cancel</QuietButton>
        ) : state === 'complete' ? (
          <QuietButton onClick={() => void downloadTheManifest(id)}>Download manifest</QuietButton>
        ) : (
          <Again download={download} />
        )
      }
    >
      {underWay && error ? error.message : sentenceOn(progress)}
      {underWay && (
        <progress aria-label={`Download of ${fileName}`} max={Math.max(count, 1)} value={events} />
      )}
    </Notice>
  )
}

const KINDS: Readonly<Record<Download['state'], NoticeKind>> = {
  waiting: 'progress',
  running: 'progress',
  complete: 'success',
  failed: 'error',
  canceled: 'warning',
}

function sentenceOn({ state, events, count, bytes, fileName, manifestSha256, reason }: Download): string {
  switch (state) {
    case 'waiting':
      return `Waiting for the browser to save ${fileName}`
    case 'running':
      return `Downloading ${formatCount(events)} of ${countOf(count, 'event')} to ${fileName}`
    case 'complete':
      return [
        `Downloaded ${countOf(events, 'event')} (${formatBytes(bytes)}) to ${fileName}`,
        ...(manifestSha256 === null
          ? []
          : [
              `Keep the SHA-256 of its manifest apart from it: ${manifestSha256}. Then verify shows that nobody made the bundle again.`,
            ]),
      ].join('. ')
    case 'failed':
      return `The download failed after ${countOf(events, 'event')}. ${reason ?? ''}`
    case 'canceled':
      return `Download canceled. ${fileName} is incomplete.`
  }
}

function Again({ download }: DownloadProps) {
  const { mutate: start } = useStartDownload()
  return (
    <QuietButton
      onClick={() => {
        dismissDownload(download)
        start(download.file)
      }}
    >
      Try again
    </QuietButton>
  )
}

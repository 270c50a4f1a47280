import Button from '@cloudscape-design/components/button'
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
import { IconButton } from '../../ui/IconButton.tsx'
import { countOf, formatBytes, formatCount } from '../../ui/numbers.ts'
import './DownloadsBar.css'

/**
 * How far the downloads of this window are, below the list so that it does not move. Of those that
 * have ended only the last one is shown.
 */
export function DownloadsBar() {
  const downloads = useDownloads()
  if (downloads.length === 0) return null
  return (
    <ul className="downloads-bar" aria-label="Downloads">
      {downloads.map((download, i) =>
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
      )}
    </ul>
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
  if (!download.error) return <li className="downloads-bar__download">Counting events …</li>
  return (
    <li className="downloads-bar__download">
      <span className="downloads-bar__said downloads-bar__failure" role="alert">
        The download could not start. {download.error.message}
      </span>
      <Again download={download} />
      <Dismiss download={download} />
    </li>
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
    <li className="downloads-bar__download">
      {underWay && (
        <progress
          className="downloads-bar__progress"
          aria-label={`Download of ${fileName}`}
          max={Math.max(count, 1)}
          value={events}
        />
      )}
      <span
        className={`downloads-bar__said${state === 'failed' || error ? ' downloads-bar__failure' : ''}`}
        role={underWay ? undefined : 'status'}
      >
        {error && underWay ? error.message : sentenceOn(progress)}
      </span>
      {state === 'complete' && (
        <Button variant="inline-link" onClick={() => void downloadTheManifest(id)}>
          Download manifest
        </Button>
      )}
      {underWay ? (
        <Button variant="inline-link" onClick={() => void stopDownload(id)}>
          Cancel
        </Button>
      ) : (
        <>
          {state !== 'complete' && <Again download={download} />}
          <Dismiss download={download} />
        </>
      )}
    </li>
  )
}

function sentenceOn({ state, events, count, bytes, fileName, reason }: Download): string {
  switch (state) {
    case 'waiting':
      return `Waiting for the browser to save ${fileName}`
    case 'running':
      return `Downloading ${formatCount(events)} of ${countOf(count, 'event')} to ${fileName}`
    case 'complete':
      return `Downloaded ${countOf(events, 'event')} (${formatBytes(bytes)}) to ${fileName}`
    case 'failed':
      return `The download failed after ${countOf(events, 'event')}. ${reason ?? ''}`
    case 'canceled':
      return `Download canceled. ${fileName} is incomplete.`
  }
}

function Again({ download }: DownloadProps) {
  const { mutate: start } = useStartDownload()
  return (
    <Button
      variant="inline-link"
      onClick={() => {
        dismissDownload(download)
        start(download.file)
      }}
    >
      Try again
    </Button>
  )
}

const Dismiss = ({ download }: DownloadProps) => (
  <IconButton icon="cross" label="Dismiss" onClick={() => dismissDownload(download)} />
)

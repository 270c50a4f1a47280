import { useStatus } from '../models/queries/useStatus.ts'
import { Notice } from '../ui/Notice.tsx'
import { formatBytes, formatCount } from '../ui/numbers.ts'

/**
 * The progress of loading the log files from the command line. Events that are already loaded can
 * be used meanwhile.
 */
export function LoadingProgress() {
  const loading = useStatus().data?.loading
  // Each upload has a notice in the window that sends it.
  if (loading?.from !== 'source') return null
  const { files, filesDone, bytes, bytesDone, waiting } = loading
  const [value, max] = bytes > 0 ? [bytesDone, bytes] : [filesDone, files]
  return (
    <Notice kind="progress" title="Loading log files">
      {formatCount(filesDone)} of {formatCount(files)} files, {formatBytes(bytesDone)}
      {bytes > 0 && <> of {formatBytes(bytes)}</>}
      {waiting !== null && <p>{waiting}</p>}
      <progress aria-label="Loading log files" value={value} max={Math.max(max, 1)} />
    </Notice>
  )
}

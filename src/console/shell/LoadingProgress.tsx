import ProgressBar from '@cloudscape-design/components/progress-bar'
import { useStatus } from '../models/queries/useStatus.ts'
import { formatBytes, formatCount } from '../ui/numbers.ts'

/**
 * The progress of loading the log files from the command line. Events that are already loaded can
 * be used meanwhile.
 */
export function LoadingProgress() {
  const loading = useStatus().data?.loading
  if (!loading) return null
  const { files, filesDone, bytes, bytesDone } = loading
  const value = bytes > 0 ? (100 * bytesDone) / bytes : files > 0 ? (100 * filesDone) / files : 0
  return (
    <ProgressBar
      value={Math.min(100, value)}
      label="Loading log files"
      additionalInfo={`${formatCount(filesDone)} of ${formatCount(files)} files, ${formatBytes(bytesDone)} of ${formatBytes(bytes)}`}
    />
  )
}

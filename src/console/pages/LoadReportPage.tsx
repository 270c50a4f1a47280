import { LoadLogFilesButton } from '../load-log-files/LoadLogFilesButton.tsx'
import { LogFileDropZone } from '../load-log-files/LogFileDropZone.tsx'
import { LogFileReports } from '../load-log-files/LogFileReports.tsx'
import { LoadReport } from '../load-report/LoadReport.tsx'
import { Shell } from '../shell/Shell.tsx'

export function LoadReportPage() {
  return (
    <Shell title="Load report" height="page" notifications={<LogFileReports />}>
      <LoadReport actions={<LoadLogFilesButton />} />
      <LogFileDropZone />
    </Shell>
  )
}

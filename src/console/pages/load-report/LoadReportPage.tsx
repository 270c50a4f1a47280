import { LoadLogFilesButton } from '../../panels/load-log-files/LoadLogFilesButton.tsx'
import { LoadReport } from '../../panels/load-report/LoadReport.tsx'
import { ConsoleShell } from '../ConsoleShell.tsx'

export function LoadReportPage() {
  return (
    <ConsoleShell height="page">
      <LoadReport actions={<LoadLogFilesButton />} />
    </ConsoleShell>
  )
}

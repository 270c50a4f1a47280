import { ActInAccount } from '../account-actions/ActInAccount.tsx'
import { usePerformedActions } from '../account-actions/usePerformedActions.ts'
import { LogFileDropZone } from '../load-log-files/LogFileDropZone.tsx'
import { useLogFileBatches } from '../load-log-files/useLogFileBatches.ts'
import { Shell, type ShellProps } from '../shell/Shell.tsx'
import { Announcement } from '../ui/Announcement.tsx'
import { lazyPart } from '../ui/lazyPart.tsx'
import { useMenuRequest } from '../value-menu/openValueMenu.ts'

const LogFileReports = lazyPart(
  async () => (await import('../load-log-files/LogFileReports.tsx')).LogFileReports,
)
const PerformedActions = lazyPart(
  async () => (await import('../account-actions/PerformedActions.tsx')).PerformedActions,
)

const ValueMenu = lazyPart(async () => (await import('../value-menu/ValueMenu.tsx')).ValueMenu)

/** The shell with what every page has: log files can be dropped, the account acted in, and both are reported; values have a menu. */
export function ConsoleShell({ children, ...props }: Omit<ShellProps, 'accountActions' | 'notifications'>) {
  const hasReports = useLogFileBatches((state) => state.batches.length > 0)
  const hasPerformed = usePerformedActions((state) => state.performed.length > 0)
  const hasMenu = useMenuRequest((state) => state.request !== null)
  return (
    <Shell
      {...props}
      accountActions={<ActInAccount />}
      notifications={
        <>
          {hasReports && <LogFileReports />}
          {hasPerformed && <PerformedActions />}
        </>
      }
    >
      {children}
      <LogFileDropZone />
      {hasMenu && <ValueMenu />}
      <Announcement />
    </Shell>
  )
}

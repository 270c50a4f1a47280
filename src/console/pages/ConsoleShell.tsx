import { useCallback, useState } from 'react'
import { usePage } from '../models/address/useView.ts'
import { NAVIGATION } from '../models/address/page.ts'
import { useCommands } from '../models/commands/useCommands.ts'
import { StoreMenu } from '../panels/event-data-stores/StoreMenu.tsx'
import { closeStoresDialog, useStoresDialog } from '../panels/event-data-stores/storesDialog.ts'
import { HandsOnLink } from '../panels/hands-on/HandsOnLink.tsx'
import { forgetLoadRequest, useLoadRequest } from '../panels/load-log-files/loadRequest.ts'
import { LogFileDropZone } from '../panels/load-log-files/LogFileDropZone.tsx'
import { LogFileInput } from '../panels/load-log-files/LogFileInput.tsx'
import { useLogFileBatches } from '../panels/load-log-files/useLogFileBatches.ts'
import { useCopiedCommandNotes } from '../panels/download-events/useCopiedCommandNotes.ts'
import { forgetPasted, usePasted, usePaste } from '../panels/paste/usePaste.ts'
import { Shell, type ShellProps } from '../shell/Shell.tsx'
import { Announcement } from '../ui/Announcement.tsx'
import { TypedAhead } from '../ui/TypedAhead.tsx'
import { DialogBoundary } from '../ui/DialogBoundary.tsx'
import { lazyPart, useWhenIdle } from '../ui/lazyPart.tsx'
import { useDownloads } from '../models/queries/downloads.ts'
import { useSentSteps } from '../models/queries/performStep.ts'
import { useStatus } from '../models/queries/useStatus.ts'
import { usePreferences } from '../models/preferences/usePreferences.ts'
import { closeValueMenu, useMenuRequest } from '../models/value-menu/openValueMenu.ts'

const LogFileReports = lazyPart(
  async () => (await import('../panels/load-log-files/LogFileReports.tsx')).LogFileReports,
)
const Downloads = lazyPart(async () => (await import('../panels/download-events/Downloads.tsx')).Downloads)
const CopiedCommandNotes = lazyPart(
  async () => (await import('../panels/download-events/CopiedCommandNotes.tsx')).CopiedCommandNotes,
)
const PerformedSteps = lazyPart(
  async () => (await import('../panels/hands-on/PerformedSteps.tsx')).PerformedSteps,
)
const FiredAlarms = lazyPart(async () => (await import('../panels/alarms/FiredAlarms.tsx')).FiredAlarms)
const Tour = lazyPart(async () => (await import('../panels/hands-on/Tour.tsx')).Tour)

/** Ahead of time, since one of them says that the server cannot be reached. */
const preloadNotices = () =>
  Promise.all([Downloads, LogFileReports, PerformedSteps].map((part) => part.preload()))

const ConsolePalette = lazyPart(
  async () => (await import('./ConsolePalette.tsx')).ConsolePalette,
  ({ onTypedAhead, onClose }) => <TypedAhead onTyped={onTypedAhead} onClose={onClose} />,
)
const StoresDialog = lazyPart(
  async () => (await import('../panels/event-data-stores/StoresDialog.tsx')).StoresDialog,
)
const LoadIntoStoreDialog = lazyPart(
  async () => (await import('../panels/load-log-files/LoadIntoStoreDialog.tsx')).LoadIntoStoreDialog,
)
const PasteMenu = lazyPart(async () => (await import('../panels/paste/PasteMenu.tsx')).PasteMenu)
const ValueMenu = lazyPart(async () => (await import('../models/value-menu/ValueMenu.tsx')).ValueMenu)

const HANDS_ON = <HandsOnLink />

/**
 * The shell with what all pages share: dropping log files, actions in the simulated account,
 * downloads, notices, the tour, and the menu of values.
 */
export function ConsoleShell({
  children,
  ...props
}: Omit<ShellProps, 'accountActions' | 'StoreMenu' | 'navigation' | 'notices' | 'onPalette' | 'overlays'>) {
  const [palette, setPalette] = useState(false)
  const [typedAhead, setTypedAhead] = useState('')
  const openPalette = useCallback(() => {
    setTypedAhead('')
    setPalette(true)
  }, [])
  const closePalette = useCallback(() => setPalette(false), [])
  useCommands({ palette: openPalette })
  useWhenIdle(ConsolePalette.preload, true)
  useWhenIdle(preloadNotices, true)
  usePaste()
  const hasPasted = usePasted((state) => state.pasted !== null)
  const hasReports = useLogFileBatches().length > 0
  const hasDownloads = useDownloads().length > 0
  const hasCopied = useCopiedCommandNotes(({ notes }) => notes.length > 0)
  const hasPerformed = useSentSteps().length > 0
  // Hands-on says beside each step what came of it.
  const isHandsOn = usePage().kind === 'hands-on'
  const hasAlarms = (useStatus().data?.alarms ?? 0) > 0
  const hasTour = usePreferences(({ tour }) => tour === 'on')
  const hasStoresDialog = useStoresDialog((state) => state.open !== null)
  const hasLoadRequest = useLoadRequest((state) => state.files.length > 0)
  const hasMenu = useMenuRequest((state) => state.request !== null)
  return (
    <Shell
      {...props}
      navigation={NAVIGATION}
      StoreMenu={StoreMenu}
      accountActions={HANDS_ON}
      onPalette={openPalette}
      notices={
        <>
          {hasReports && <LogFileReports />}
          {hasTour && <Tour />}
          {hasPerformed && !isHandsOn && !hasTour && <PerformedSteps />}
          {hasAlarms && <FiredAlarms />}
          {hasDownloads && <Downloads />}
          {hasCopied && <CopiedCommandNotes />}
        </>
      }
      overlays={
        <>
          <LogFileDropZone />
          <LogFileInput />
          {hasLoadRequest && (
            <DialogBoundary onClose={forgetLoadRequest}>
              <LoadIntoStoreDialog />
            </DialogBoundary>
          )}
          {hasStoresDialog && (
            <DialogBoundary onClose={closeStoresDialog}>
              <StoresDialog />
            </DialogBoundary>
          )}
          {hasMenu && (
            <DialogBoundary onClose={closeValueMenu}>
              <ValueMenu />
            </DialogBoundary>
          )}
          {hasPasted && (
            <DialogBoundary onClose={forgetPasted}>
              <PasteMenu />
            </DialogBoundary>
          )}
          {palette && (
            <DialogBoundary onClose={closePalette}>
              <ConsolePalette typedAhead={typedAhead} onTypedAhead={setTypedAhead} onClose={closePalette} />
            </DialogBoundary>
          )}
          <Announcement />
        </>
      }
    >
      {children}
    </Shell>
  )
}

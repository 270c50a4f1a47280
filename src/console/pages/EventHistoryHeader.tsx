import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import type { Order } from '../../filter/filter.ts'
import type { Filter } from '../../filter/filter.ts'
import { CopyView } from '../download-events/CopyView.tsx'
import { DownloadEvents } from '../download-events/DownloadEvents.tsx'
import { LoadLogFilesButton } from '../load-log-files/LoadLogFilesButton.tsx'
import { lazyPart, useWhenIdle } from '../ui/lazyPart.tsx'
import { formatCount } from '../ui/numbers.ts'

const PreferencesDialog = lazyPart(
  async () => (await import('../preferences-dialog/PreferencesDialog.tsx')).PreferencesDialog,
)

export interface EventHistoryHeaderProps {
  readonly filter: Filter
  readonly order: Order
  /** Undefined while it is counted. */
  readonly count: number | undefined
  readonly stale: boolean
  /** The first rows are drawn: now the rest. */
  readonly whole: boolean
  readonly onRefresh: () => void
}

export function EventHistoryHeader({
  filter,
  order,
  count,
  stale,
  whole,
  onRefresh,
}: EventHistoryHeaderProps) {
  const [preferences, setPreferences] = useState(false)
  useWhenIdle(PreferencesDialog.preload, whole)
  return (
    <>
      <Header
        variant="h1"
        counter={count === undefined ? '(…)' : `(${formatCount(count)})`}
        actions={
          whole && (
            <SpaceBetween direction="horizontal" size="xs">
              <Button iconName="refresh" ariaLabel="Refresh" onClick={onRefresh} />
              <CopyView filter={filter} order={order} />
              <DownloadEvents filter={filter} order={order} count={stale ? undefined : count} />
              <LoadLogFilesButton />
              <Button
                variant="icon"
                iconName="settings"
                ariaLabel="Preferences"
                onClick={() => setPreferences(true)}
              />
            </SpaceBetween>
          )
        }
      >
        Event history
      </Header>
      {preferences && <PreferencesDialog onClose={() => setPreferences(false)} />}
    </>
  )
}

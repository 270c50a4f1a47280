import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { token } from '../../../filter/edit.ts'
import { EVERYTHING } from '../../../filter/filter.ts'
import { PageButton } from '../../models/address/PageButton.tsx'
import { go } from '../../models/address/useView.ts'
import { HOME, type View } from '../../models/address/view.ts'
import { startLogging, stopLogging } from '../../models/trails/trailCalls.ts'
import type { DescribedTrail } from '../../models/trails/useTrails.ts'
import { DeleteTrailDialog } from '../../panels/trails/DeleteTrailDialog.tsx'
import { announce } from '../../ui/announce.ts'
import { DialogBoundary } from '../../ui/DialogBoundary.tsx'

export interface TrailActionsProps {
  readonly described: DescribedTrail
  readonly isFetching: boolean
  readonly onRefresh: () => void
}

/** What can be done with a trail as a whole. */
export function TrailActions({ described, isFetching, onRefresh }: TrailActionsProps) {
  const { trail, status } = described
  const [isBusy, setBusy] = useState(false)
  const [isDeleting, setDeleting] = useState(false)
  const switchLogging = async () => {
    setBusy(true)
    try {
      await (status.IsLogging ? stopLogging : startLogging)(trail.Name, trail.HomeRegion)
      announce(status.IsLogging ? 'The trail stopped logging' : 'The trail is logging')
    } catch (error) {
      announce((error as Error).message)
    } finally {
      setBusy(false)
    }
  }
  const closeDialog = () => setDeleting(false)
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button iconName="refresh" ariaLabel="Refresh" loading={isFetching} onClick={onRefresh} />
      <PageButton to={eventsOf(trail.Name)}>View its events</PageButton>
      <Button onClick={() => setDeleting(true)}>Delete</Button>
      <Button loading={isBusy} onClick={() => void switchLogging()}>
        {status.IsLogging ? 'Stop logging' : 'Start logging'}
      </Button>
      {isDeleting && (
        <DialogBoundary onClose={closeDialog}>
          <DeleteTrailDialog
            trail={trail}
            onDeleted={() => {
              announce('The trail was deleted')
              go({ kind: 'trails' })
            }}
            onClose={closeDialog}
          />
        </DialogBoundary>
      )}
    </SpaceBetween>
  )
}

/** The calls on a trail, in the event history. */
const eventsOf = (name: string): View => ({
  ...HOME,
  filter: {
    ...EVERYTHING,
    tokens: [
      token('eventSource', '=', 'cloudtrail.amazonaws.com'),
      token('resourceName', '=', name),
      token('readOnly', '=', 'false'),
    ],
  },
})

import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import { PageLink } from '../../models/address/PageLink.tsx'
import { HOME } from '../../models/address/view.ts'
import { useAddInsights } from '../../models/queries/useInsights.ts'
import { announce } from '../../ui/announce.ts'
import { countOf } from '../../ui/numbers.ts'
import { insightRecords } from './insightEvents.ts'

export interface AddInsightsProps {
  readonly isAdded: boolean
}

/** Adds the insights that were found here to the events of log files. */
export function AddInsights({ isAdded }: AddInsightsProps) {
  const { mutate, isPending, error, reset } = useAddInsights()
  const add = () =>
    mutate(undefined, {
      onSuccess: ({ records }) => announce(`${countOf(records, 'event')} added to the event history`),
    })
  if (error)
    return (
      <Alert
        type="error"
        header="The insights could not be added"
        dismissible
        dismissAriaLabel="Dismiss"
        onDismiss={reset}
        action={
          <Button loading={isPending} onClick={add}>
            Try again
          </Button>
        }
      >
        {error.message}
      </Alert>
    )
  return (
    <Alert
      type={isAdded ? 'success' : 'info'}
      header={isAdded ? 'In the event history' : 'Not in the event history'}
      action={
        isAdded ? (
          <PageLink to={{ ...HOME, filter: insightRecords() }}>Show Insights events</PageLink>
        ) : (
          <Button loading={isPending} onClick={add}>
            Add to the event history
          </Button>
        )
      }
    >
      {isAdded
        ? 'The insights found here are a log file of their own. It can be removed in the import report.'
        : 'Adding makes the insights found here a log file of their own, so that the list, filters and downloads have their start and end. It can be removed in the import report.'}
    </Alert>
  )
}

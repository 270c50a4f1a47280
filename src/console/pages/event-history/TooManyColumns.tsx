import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import { MAX_COLUMNS } from '../../../api/lookupEvents.ts'
import { openPreferences } from '../usePreferencesDialog.ts'

/** Says that a link, or the preferences, name more path columns than the list can show. */
export const TooManyColumns = ({ leftOut }: { readonly leftOut: number }) => (
  <Alert
    type="warning"
    header="Too many columns"
    action={<Button onClick={openPreferences}>Edit columns</Button>}
  >
    Showing the first {MAX_COLUMNS} of {MAX_COLUMNS + leftOut} path columns.
  </Alert>
)

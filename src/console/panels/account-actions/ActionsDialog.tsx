import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Modal from '@cloudscape-design/components/modal'
import type { AccountAction } from '../../../api/accountActions.ts'
import { useAccountActions } from '../../models/queries/useAccountActions.ts'
import { usePerformAction } from '../../models/queries/performAction.ts'
import './ActionsDialog.css'

/** The actions in the simulated account, and what to look for afterwards. */
export function ActionsDialog({ onClose }: { readonly onClose: () => void }) {
  const { data, error } = useAccountActions()
  const { mutate: perform } = usePerformAction()
  const act = (action: AccountAction) => {
    perform(action)
    onClose()
  }
  return (
    <Modal visible size="large" header="Act in this account" onDismiss={onClose} closeAriaLabel="Close">
      <Box variant="p" color="text-body-secondary" margin={{ bottom: 's' }}>
        Do something as the user <em>learner</em>, wait, refresh, and find its event. CloudTrail delivers
        events within minutes; here in about 15 seconds.
      </Box>
      {error && <Box color="text-status-error">{error.message}</Box>}
      <ul className="actions-dialog">
        {data?.actions.map((action) => (
          <li key={action.name}>
            <div>
              <h3>
                {action.label} <code>{action.name}</code>
              </h3>
              <p>{action.description}</p>
            </div>
            <Button ariaLabel={`${action.label}: do it`} onClick={() => act(action)}>
              Do it
            </Button>
          </li>
        ))}
      </ul>
    </Modal>
  )
}

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
    <Modal visible size="large" header="Try an action" onDismiss={onClose} closeAriaLabel="Close">
      <Box variant="p" color="text-body-secondary" margin={{ bottom: 's' }}>
        Perform an action as the user <em>learner</em>, then refresh and find the event it produced. Events
        usually take minutes to appear in CloudTrail; here, about 15 seconds.
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
            <Button ariaLabel={`Run: ${action.label}`} onClick={() => act(action)}>
              Run
            </Button>
          </li>
        ))}
      </ul>
    </Modal>
  )
}

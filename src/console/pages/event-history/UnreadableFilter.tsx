import Alert from '@cloudscape-design/components/alert'

/** The filter of the address cannot be read: no request is sent until it is corrected. */
export function UnreadableFilter({ keepsOld }: { readonly keepsOld: boolean }) {
  return (
    <div role="alert">
      <Alert type="error" header="Invalid filter">
        Edit or remove the highlighted condition.
        {keepsOld && ' The previous results are still shown.'}
      </Alert>
    </div>
  )
}

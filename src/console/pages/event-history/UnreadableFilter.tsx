import Alert from '@cloudscape-design/components/alert'

/** The address holds a filter that cannot be read: no request is sent until it is corrected. */
export function UnreadableFilter({ keepsOld }: { readonly keepsOld: boolean }) {
  return (
    <Alert type="error" header="This filter cannot be understood">
      Remove the marked condition, or correct it in the address.
      {keepsOld && ' The list still shows the answer before.'}
    </Alert>
  )
}

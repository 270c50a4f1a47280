import Alert from '@cloudscape-design/components/alert'

/** The address asks something that nobody can answer: nothing is asked until that is settled. */
export function UnreadableFilter({ keepsOld }: { readonly keepsOld: boolean }) {
  return (
    <Alert type="error" header="This filter cannot be understood">
      Remove the marked condition, or correct it in the address.
      {keepsOld && ' The list still shows the answer before.'}
    </Alert>
  )
}

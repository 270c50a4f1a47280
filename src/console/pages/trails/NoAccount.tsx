import Alert from '@cloudscape-design/components/alert'

/** Instead of a page that needs the simulated account, while the console shows log files. */
export const NoAccount = ({ reason }: { readonly reason: Error }) => (
  <Alert type="info" header="There is no account with trails">
    {reason.message}
  </Alert>
)

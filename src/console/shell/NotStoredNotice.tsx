import Alert from '@cloudscape-design/components/alert'

/** The store is full or could not write everything: what is shown is correct but incomplete. */
export function NotStoredNotice({ reason }: { readonly reason: string }) {
  return (
    <Alert type="error" header="Not everything could be stored">
      {reason}
    </Alert>
  )
}

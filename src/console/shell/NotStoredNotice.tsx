import Alert from '@cloudscape-design/components/alert'

/** The store takes nothing more, or did not take everything: what is shown is true, and not all. */
export function NotStoredNotice({ reason }: { readonly reason: string }) {
  return (
    <Alert type="error" header="Not everything could be stored">
      {reason}
    </Alert>
  )
}

import { Notice } from '../ui/Notice.tsx'

/** The store is full or could not write everything: what is shown is correct but incomplete. */
export const NotStoredNotice = ({ reason }: { readonly reason: string }) => (
  <Notice kind="error" title="Not everything could be stored">
    {reason}
  </Notice>
)

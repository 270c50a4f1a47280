import Header from '@cloudscape-design/components/header'
import { PageButton } from '../../models/address/PageButton.tsx'
import { HOME } from '../../models/address/view.ts'
import type { PageOf } from '../../routes.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { ConsoleShell } from '../ConsoleShell.tsx'

/** Shown for an address without a page. */
export function NotFoundPage({ page }: { readonly page: PageOf<'not-found'> }) {
  return (
    <ConsoleShell height="page">
      <Header variant="h1">Page not found</Header>
      <p>
        There is no page at{' '}
        <code>
          <SafeText text={page.path} />
        </code>
        .
      </p>
      <div>
        <PageButton variant="primary" to={HOME}>
          Go to event history
        </PageButton>
      </div>
    </ConsoleShell>
  )
}

import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import { addressOf, go } from '../../models/address/useView.ts'
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
        <Button
          variant="primary"
          href={addressOf(HOME)}
          onFollow={(domEvent) => {
            domEvent.preventDefault()
            go(HOME)
          }}
        >
          Go to event history
        </Button>
      </div>
    </ConsoleShell>
  )
}

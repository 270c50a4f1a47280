import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import Tabs from '@cloudscape-design/components/tabs'
import { addressOf, go } from '../../models/address/useView.ts'
import { prefer, usePreferences } from '../../models/preferences/usePreferences.ts'
import { useAccount } from '../../models/queries/useAccount.ts'
import { Connect } from '../../panels/hands-on/Connect.tsx'
import { Exercises } from '../../panels/hands-on/Exercises.tsx'
import { TourOffer } from '../../panels/hands-on/TourOffer.tsx'
import { LEARNER } from '../../models/queries/learner.ts'
import type { PageOf } from '../../routes.ts'
import { ConsoleShell } from '../ConsoleShell.tsx'

type HandsOn = PageOf<'hands-on'>

/** Exercises in the simulated account, and how the AWS CLI and SDKs reach it. */
export function HandsOnPage({ page }: { readonly page: HandsOn }) {
  const { section, exercise, as } = page
  const actor = as ?? LEARNER
  const changed = (change: Partial<HandsOn>): HandsOn => ({ ...page, ...change })
  const { data: account, error } = useAccount(actor)
  const setActor = (id: string) => go(changed({ as: id === LEARNER ? null : id }), 'replace')
  // Until it was declined or taken, it is offered below.
  const canStartTour = usePreferences(({ tour }) => tour === 'over') && account
  const startTour = () => {
    prefer({ tour: 'on' })
    go(changed({ section: 'exercises', exercise: null }))
  }
  return (
    <ConsoleShell height="page">
      <Header
        variant="h1"
        description={
          account &&
          `Act in the simulated account ${account.accountId} and find the events of what you did. AWS takes about five minutes to deliver an event, this console ${account.deliveryDelaySeconds} seconds.`
        }
        actions={canStartTour && <Button onClick={startTour}>Take the tour</Button>}
      >
        Hands-on
      </Header>
      {error && !account && (
        <Alert type="info" header="There is no account to act in">
          {error.message}
        </Alert>
      )}
      {account && (
        <>
          <TourOffer onStart={startTour} />
          <Tabs
            activeTabId={section}
            ariaLabel="Hands-on"
            onChange={({ detail }) => {
              go(changed({ section: detail.activeTabId === 'connect' ? 'connect' : 'exercises' }))
            }}
            tabs={[
              {
                id: 'exercises',
                label: 'Exercises',
                href: addressOf(changed({ section: 'exercises' })),
                content: (
                  <Exercises
                    account={account}
                    as={actor}
                    onActor={setActor}
                    open={exercise}
                    onOpen={(id) => go(changed({ exercise: id }), 'replace')}
                  />
                ),
              },
              {
                id: 'connect',
                label: 'Connect',
                href: addressOf(changed({ section: 'connect' })),
                content: <Connect account={account} as={actor} onActor={setActor} />,
              },
            ]}
          />
        </>
      )}
    </ConsoleShell>
  )
}

import { go } from '../../models/address/useView.ts'
import { LEARNER } from '../../models/queries/learner.ts'
import { useAccount } from '../../models/queries/useAccount.ts'
import { CreateTrail } from '../../panels/trails/CreateTrail.tsx'
import { trailPage } from '../../routes.ts'
import { announce } from '../../ui/announce.ts'
import { ConsoleShell } from '../ConsoleShell.tsx'
import { NoAccount } from './NoAccount.tsx'
import { TrailBreadcrumbs } from './TrailBreadcrumbs.tsx'
import { useUniqueSuffix } from './useUniqueSuffix.ts'

/** Creates a trail in the simulated account. */
export function CreateTrailPage() {
  const { data: account, error } = useAccount(LEARNER)
  const unique = useUniqueSuffix()
  return (
    <ConsoleShell height="page" breadcrumbs={<TrailBreadcrumbs text="Create trail" />}>
      {error && !account && <NoAccount reason={error} />}
      {account && (
        <CreateTrail
          accountId={account.accountId}
          region={account.homeRegion}
          unique={unique}
          onCreated={(name) => {
            announce(`The trail ${name} was created and is logging`)
            go(trailPage(name))
          }}
          onCancel={() => go({ kind: 'trails' })}
        />
      )}
    </ConsoleShell>
  )
}

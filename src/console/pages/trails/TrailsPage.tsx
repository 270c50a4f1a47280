import SpaceBetween from '@cloudscape-design/components/space-between'
import { LEARNER } from '../../models/queries/learner.ts'
import { useAccount } from '../../models/queries/useAccount.ts'
import { useTrails } from '../../models/trails/useTrails.ts'
import { TrailsTable } from '../../panels/trails/TrailsTable.tsx'
import { ConsoleShell } from '../ConsoleShell.tsx'
import { NoAccount } from './NoAccount.tsx'

/** The trails of the simulated account. */
export function TrailsPage() {
  const { data: account, error } = useAccount(LEARNER)
  const trails = useTrails(account?.homeRegion)
  return (
    <ConsoleShell height="page">
      {error && !account ? (
        <NoAccount reason={error} />
      ) : (
        <SpaceBetween size="l">
          <TrailsTable
            trails={trails}
            accountId={account?.accountId ?? ''}
            homeRegion={account?.homeRegion ?? ''}
          />
        </SpaceBetween>
      )}
    </ConsoleShell>
  )
}

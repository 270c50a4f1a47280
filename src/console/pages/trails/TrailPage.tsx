import Alert from '@cloudscape-design/components/alert'
import Header from '@cloudscape-design/components/header'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Tabs from '@cloudscape-design/components/tabs'
import type { AccountResponse } from '../../../api/account.ts'
import { addressOf, go } from '../../models/address/useView.ts'
import { LEARNER } from '../../models/queries/learner.ts'
import { useAccount } from '../../models/queries/useAccount.ts'
import { logFolderOf } from '../../models/trails/trail.ts'
import { useTrail, type DescribedTrail } from '../../models/trails/useTrails.ts'
import { BucketBrowser } from '../../panels/trail-bucket/BucketBrowser.tsx'
import { DeliveredElsewhere } from '../../panels/trail-bucket/DeliveredElsewhere.tsx'
import { EditTrail } from '../../panels/trails/EditTrail.tsx'
import { TrailOverview } from '../../panels/trails/TrailOverview.tsx'
import type { PageOf } from '../../routes.ts'
import { announce } from '../../ui/announce.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { SafeText } from '../../ui/SafeText.tsx'
import { ConsoleShell } from '../ConsoleShell.tsx'
import { NoAccount } from './NoAccount.tsx'
import { openLogFile } from './openLogFile.ts'
import { TrailActions } from './TrailActions.tsx'
import { TrailBreadcrumbs } from './TrailBreadcrumbs.tsx'
import { useUniqueSuffix } from './useUniqueSuffix.ts'

type TrailState = PageOf<'trail'>

/** A trail: its settings and status, its log files, and the forms that change it. */
export function TrailPage({ page }: { readonly page: TrailState }) {
  const { name, edit } = page
  const { data: account, error } = useAccount(LEARNER)
  const trail = useTrail(name, page.region ?? account?.homeRegion)
  const { data: described } = trail
  const unique = useUniqueSuffix()
  const details: TrailState = { ...page, path: null, edit: null }
  return (
    <ConsoleShell
      title={spellOutInvisible(name)}
      height="page"
      breadcrumbs={
        edit === null ? (
          <TrailBreadcrumbs text={name} />
        ) : (
          <TrailBreadcrumbs above={[{ text: name, page: details }]} text="Edit" />
        )
      }
    >
      {error && !account && <NoAccount reason={error} />}
      {account && described && edit !== null && (
        <EditTrail
          key={edit}
          described={described}
          section={edit}
          accountId={account.accountId}
          unique={unique}
          onSaved={() => {
            announce('The trail was changed')
            go(details)
          }}
          onCancel={() => go(details)}
        />
      )}
      {edit === null && (
        <Header
          variant="h1"
          actions={
            described && (
              <TrailActions
                described={described}
                isFetching={trail.isFetching}
                onRefresh={() => void trail.refetch()}
              />
            )
          }
        >
          <SafeText text={name} />
        </Header>
      )}
      {trail.error && (
        <Alert type="error" header="The trail could not be read">
          {trail.error.message}
        </Alert>
      )}
      {!described && !trail.error && !error && (
        <StatusIndicator type="loading">Loading the trail</StatusIndicator>
      )}
      {account && described && edit === null && (
        <TrailTabs page={page} described={described} account={account} />
      )}
    </ConsoleShell>
  )
}

interface TrailTabsProps {
  readonly page: TrailState
  readonly described: DescribedTrail
  readonly account: AccountResponse
}

function TrailTabs({ page, described, account: { accountId, deliversTo } }: TrailTabsProps) {
  const { trail } = described
  const atPath = (path: string | null): TrailState => ({ ...page, path })
  const folder = logFolderOf(trail, accountId)
  const place = { bucket: trail.S3BucketName, region: trail.HomeRegion }
  const showEvents = (key: string) =>
    openLogFile(place, key).catch((error: unknown) => announce((error as Error).message))
  return (
    <Tabs
      activeTabId={page.path === null ? 'details' : 'files'}
      ariaLabel="Trail"
      onChange={({ detail }) => go(atPath(detail.activeTabId === 'files' ? folder : null))}
      tabs={[
        {
          id: 'details',
          label: 'Details',
          href: addressOf(atPath(null)),
          content: (
            <PartBoundary name="The details" resetKeys={[described]}>
              <TrailOverview
                described={described}
                accountId={accountId}
                page={page}
                onEdit={(section) => go({ ...page, edit: section })}
              />
            </PartBoundary>
          ),
        },
        {
          id: 'files',
          label: 'Log files',
          href: addressOf(atPath(folder)),
          content: (
            <PartBoundary name="The log files" resetKeys={[page]}>
              {deliversTo === null ? (
                <BucketBrowser
                  place={place}
                  path={page.path ?? folder}
                  addressOf={(path) => addressOf(atPath(path))}
                  onPath={(path) => go(atPath(path))}
                  onLogFile={showEvents}
                />
              ) : (
                <DeliveredElsewhere to={deliversTo} bucket={place.bucket} folder={folder} />
              )}
            </PartBoundary>
          ),
        },
      ]}
    />
  )
}

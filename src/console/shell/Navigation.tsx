import Badge from '@cloudscape-design/components/badge'
import SideNavigation from '@cloudscape-design/components/side-navigation'
import { readSavedQuery } from '../models/address/savedQuery.ts'
import { HOME, printView, type View } from '../models/address/view.ts'
import { go, useView } from '../models/address/useView.ts'
import { usePreferences } from '../models/preferences/usePreferences.ts'
import { useStatus } from '../models/queries/useStatus.ts'
import { useViews } from '../models/queries/useViews.ts'
import { spellOutInvisible } from '../ui/invisibleCharacters.ts'
import { formatCount } from '../ui/numbers.ts'

/** The pages, with the present filter carried along, and the saved views. */
export function Navigation() {
  const view = useView()
  const problems = useStatus().data?.problems ?? 0
  const open = usePreferences((preferences) => preferences.navigationOpen)
  const saved = (useViews(open).data?.views ?? []).map(({ name, query }) => readSavedQuery(query, name))
  const history = { ...view, page: HOME.page }
  const report = { ...view, page: { kind: 'load-report' } } as const
  const targets = new Map<string, View>([...saved, history, report].map((each) => [printView(each), each]))
  return (
    <SideNavigation
      header={{ text: 'CloudTrail', href: printView(HOME) }}
      activeHref={printView(view.page.kind === 'load-report' ? report : history)}
      items={[
        { type: 'link', text: 'Event history', href: printView(history) },
        {
          type: 'link',
          text: 'Load report',
          href: printView(report),
          info: problems > 0 && <Badge color="red">{formatCount(problems)}</Badge>,
        },
        ...(saved.length > 0
          ? [
              {
                type: 'section' as const,
                text: 'Saved views',
                items: saved.map((each) => ({
                  type: 'link' as const,
                  text: spellOutInvisible(each.savedView ?? ''),
                  href: printView(each),
                })),
              },
            ]
          : []),
      ]}
      onFollow={(domEvent) => {
        const target = domEvent.detail.href === printView(HOME) ? HOME : targets.get(domEvent.detail.href)
        if (!target) return
        domEvent.preventDefault()
        go(target)
      }}
    />
  )
}

import Badge from '@cloudscape-design/components/badge'
import SideNavigation from '@cloudscape-design/components/side-navigation'
import { readSavedQuery } from '../models/address/savedQuery.ts'
import type { NavigationItem } from '../models/address/page.ts'
import { currentStore } from '../models/address/currentStore.ts'
import { startView } from '../models/address/startView.ts'
import { addressOf, go, usePage, useView } from '../models/address/useView.ts'
import { usePreferences } from '../models/preferences/usePreferences.ts'
import { useStatus } from '../models/queries/useStatus.ts'
import { useViews } from '../models/queries/useViews.ts'
import type { Page } from '../routes.ts'
import { spellOutInvisible } from '../ui/invisibleCharacters.ts'
import { formatCount } from '../ui/numbers.ts'

/** The pages, which carry the current view along, and the saved views. */
export function Navigation({ items }: { readonly items: readonly NavigationItem[] }) {
  const { kind } = usePage()
  const view = useView()
  const { problems = 0, alarms = 0, source } = useStatus().data ?? {}
  const counts = { problems, alarms }
  const open = usePreferences((preferences) => preferences.navigationOpen)
  const saved = (useViews(open).data?.views ?? []).map(({ name, query }) => readSavedQuery(query, name))
  const pages = items
    .filter(({ onlySimulated }) => !onlySimulated || source === 'simulated')
    .map((item) => ({ ...item, page: item.open(view) }))
  // Pages that are not in the navigation are opened from its first one.
  const active = pages.find((each) => each.kind === kind) ?? pages[0]
  const targets = new Map<string, Page>(
    [...saved, ...pages.map(({ page }) => page)].map((page) => [addressOf(page), page]),
  )
  return (
    <SideNavigation
      header={{ text: 'CloudTrail', href: '/' }}
      {...(active && { activeHref: addressOf(active.page) })}
      items={[
        ...pages.map(({ title, badge, page }) => ({
          type: 'link' as const,
          text: title,
          href: addressOf(page),
          info: badge && counts[badge] > 0 && <Badge color="red">{formatCount(counts[badge])}</Badge>,
        })),
        ...(saved.length > 0
          ? [
              {
                type: 'section' as const,
                text: 'Saved views',
                items: saved.map((each) => ({
                  type: 'link' as const,
                  text: spellOutInvisible(each.savedView ?? ''),
                  href: addressOf(each),
                })),
              },
            ]
          : []),
        { type: 'divider' as const },
        {
          type: 'link' as const,
          text: 'Documentation',
          href: '/docs/',
          external: true,
          externalIconAriaLabel: 'Opens in a new tab',
        },
      ]}
      onFollow={(domEvent) => {
        const target =
          domEvent.detail.href === '/' ? startView(currentStore()) : targets.get(domEvent.detail.href)
        if (!target) return
        domEvent.preventDefault()
        go(target)
      }}
    />
  )
}

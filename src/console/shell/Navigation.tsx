import Badge from '@cloudscape-design/components/badge'
import SideNavigation from '@cloudscape-design/components/side-navigation'
import { HOME, printView } from '../address/view.ts'
import { go, useView } from '../address/useView.ts'
import { useStatus } from '../queries/useStatus.ts'
import { formatCount } from '../ui/numbers.ts'

/** The pages, with the present filter carried along. */
export function Navigation() {
  const view = useView()
  const problems = useStatus().data?.problems ?? 0
  const history = { ...view, page: HOME.page }
  const report = { ...view, page: { kind: 'load-report' } } as const
  const pages = { [printView(history)]: history, [printView(report)]: report }
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
      ]}
      onFollow={(domEvent) => {
        const target = domEvent.detail.href === printView(HOME) ? HOME : pages[domEvent.detail.href]
        if (!target) return
        domEvent.preventDefault()
        go(target)
      }}
    />
  )
}

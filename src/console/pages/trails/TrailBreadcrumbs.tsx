import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group'
import { addressOf, go } from '../../models/address/useView.ts'
import type { Page } from '../../routes.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'

export interface TrailBreadcrumbsProps {
  /** Pages between the list of trails and the current one. */
  readonly above?: readonly { readonly text: string; readonly page: Page }[]
  /** The current page. */
  readonly text: string
}

const TRAILS = { text: 'Trails', page: { kind: 'trails' } } as const

/** The way from the list of trails to a page below it. */
export const TrailBreadcrumbs = ({ above = [], text }: TrailBreadcrumbsProps) => (
  <BreadcrumbGroup
    ariaLabel="Breadcrumbs"
    items={[
      ...[TRAILS, ...above].map((each) => ({
        text: spellOutInvisible(each.text),
        href: addressOf(each.page),
        page: each.page as Page | null,
      })),
      { text: spellOutInvisible(text), href: '#', page: null },
    ]}
    onFollow={(domEvent) => {
      domEvent.preventDefault()
      const { page } = domEvent.detail.item
      if (page) go(page)
    }}
  />
)

import type { SuggestedView, SuggestedViewGroup } from './suggestedViews.ts'

/**
 * The views that are worth offering: those that show events. A view that can both be added to the
 * filter and replace it is offered once, except the best one, if replacing shows more events.
 * `countOf` gives how many events a view shows; undefined while that is unknown, or when it shows
 * no list.
 */
export function offeredViews(
  groups: readonly SuggestedViewGroup[],
  countOf: (view: SuggestedView) => number | undefined,
): readonly SuggestedViewGroup[] {
  const [first] = groups
  return groups
    .map((group) => ({
      ...group,
      views: group.views.filter((view, index) => {
        const count = countOf(view)
        if (count === 0) return false
        const twin = group === first ? undefined : first?.views.find(({ says }) => says === view.says)
        const before = twin && countOf(twin)
        return !before || (index === 0 && count !== undefined && count > before)
      }),
    }))
    .filter(({ views }) => views.length > 0)
}

import { useEffect, useMemo, useRef, useState } from 'react'
import type { LookupEventsResponse } from '../../../../api/lookupEvents.ts'
import type { CloudTrailEvent } from '../../../../cloudtrail/event.ts'
import type { ResolvedQuery } from '../../../models/queries/resolvedQuery.ts'
import { queryClient } from '../../../models/queries/queryClient.ts'
import {
  PAGE_SIZE,
  pageQuery,
  useEventPages,
  type WantedPage,
} from '../../../models/queries/useEventPages.ts'
import { isExpanded, pageOf, positionAt, type ExpandedRows } from './expandedRows.ts'
import type { EventSlot } from './useEventTable.ts'

/** An answered question, as the list needs it. */
export interface ListedEvents {
  readonly query: ResolvedQuery
  /** The paths asked for with each page. */
  readonly columns: readonly string[]
  readonly firstPage: LookupEventsResponse
}

/** While pages go by faster than this they are not asked for. */
const CALM_MS = 80

/** The slots `first` to `end` of a list of a result of `rows` rows: pages are fetched as they come into the window, and one ahead. */
export function useEventSlots(
  { query, columns, firstPage }: ListedEvents,
  rows: number,
  expanded: ExpandedRows,
  first: number,
  end: number,
): { readonly slots: readonly EventSlot[]; readonly error: Error | null } {
  const positions = useMemo(
    () =>
      Array.from({ length: Math.max(0, end - first) }, (_, at) => {
        const position = positionAt(first + at, expanded)
        return { index: first + at, position, where: pageOf(position, query, expanded) }
      }),
    [first, end, query, expanded],
  )
  const seen = useMemo(() => distinct(positions.map(({ where }) => where)), [positions])
  const wanted = useCalm(seen, query)
  // The first page came with the question.
  const fetched = wanted.filter((each) => each.query !== query || each.page > 0)
  const { pages: answers, error } = useEventPages(fetched, columns, firstPage.asOf)

  const complete = answers.every((answer) => answer !== undefined)
  const own = wanted.filter((each) => each.query === query).map(({ page }) => page)
  const next = Math.max(0, ...own) + 1
  const previous = Math.min(...own) - 1
  useEffect(() => {
    if (!complete) return
    for (const page of [next, previous]) {
      if (!(page >= 1) || page * PAGE_SIZE >= rows) continue
      void queryClient.prefetchQuery(pageQuery(query, columns, firstPage.asOf, page))
    }
  }, [complete, next, previous, rows, query, columns, firstPage.asOf])

  const slots = useMemo(() => {
    const pages = new Map<ResolvedQuery, Map<number, readonly CloudTrailEvent[] | undefined>>([
      [query, new Map([[0, firstPage.events]])],
    ])
    for (const [index, each] of fetched.entries()) {
      if (!pages.has(each.query)) pages.set(each.query, new Map())
      pages.get(each.query)!.set(each.page, answers[index])
    }
    return positions.map(({ index, position, where }) => ({
      ...position,
      index,
      event: pages.get(where.query)?.get(where.page)?.[where.at],
      isExpanded: position.member === 0 && isExpanded(position.offset, expanded),
    }))
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `fetched` follows from `wanted`
  }, [firstPage, query, wanted, answers, positions, expanded])
  return { slots, error }
}

/** Each page once, in order. Places that follow each other are mostly on the same one. */
const distinct = (pages: readonly WantedPage[]): readonly WantedPage[] =>
  pages.filter(
    ({ query, page }, index) =>
      pages.findIndex((other) => other.query === query && other.page === page) === index,
  )

const NO_PAGES: readonly WantedPage[] = []

/**
 * The pages, at once when the list stood still and after a rest when it flies. Another question starts without any: the
 * list is still where the reader left it, and goes to its start.
 */
function useCalm(pages: readonly WantedPage[], query: ResolvedQuery): readonly WantedPage[] {
  const [calm, setCalm] = useState({ query, pages })
  const [latest, setLatest] = useState(pages)
  const changedMs = useRef(0)
  const isSame =
    latest === pages ||
    (latest.length === pages.length &&
      latest.every((each, index) => each.query === pages[index]?.query && each.page === pages[index]?.page))
  // What is drawn anew on every move is the same list of pages until another one comes.
  if (!isSame) setLatest(pages)
  const current = isSame ? latest : pages
  useEffect(() => {
    const now = performance.now()
    const flying = now - changedMs.current < CALM_MS
    changedMs.current = now
    const timer = setTimeout(() => setCalm({ query, pages: current }), flying ? CALM_MS : 0)
    return () => clearTimeout(timer)
  }, [current, query])
  return calm.query === query ? calm.pages : NO_PAGES
}

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { CloudTrailEvent } from '../../../../cloudtrail/event.ts'
import type { ResolvedQuery } from '../../../models/queries/resolvedQuery.ts'
import { pageQuery } from '../../../models/queries/eventPages.ts'
import { PAGE_SIZE } from '../../../../api/listAddress.ts'
import { useEventPages, type WantedPage } from '../../../models/queries/useEventPages.ts'
import { isExpanded, pageOf, positionAt, type EventPosition, type ExpandedRows } from './expandedRows.ts'
import type { ListedEvents } from './listedEvents.ts'

/** A row of the list, with its event once that is loaded. */
export interface EventSlot extends EventPosition {
  readonly index: number
  readonly event: CloudTrailEvent | undefined
  /** The other events of its group are listed below it. */
  readonly isExpanded: boolean
}

/** Pages that pass through the window faster than this are not requested. */
const CALM_MS = 80

/**
 * The rows from `first` to `end` (exclusive) of a list of `rows` rows, not counting the events of
 * expanded groups. Pages are fetched when they become visible, and one page ahead.
 */
export function useEventSlots(
  { query, columns, asOf, firstPage }: ListedEvents,
  rows: number,
  expanded: ExpandedRows,
  first: number,
  end: number,
): readonly EventSlot[] {
  const client = useQueryClient()
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
  // The first page came with the result.
  const fetched = wanted.filter((each) => each.query !== query || each.page > 0)
  const { pages: answers } = useEventPages(fetched, columns, asOf)

  const complete = answers.every((answer) => answer !== undefined)
  const own = wanted.filter((each) => each.query === query).map(({ page }) => page)
  const next = Math.max(0, ...own) + 1
  const previous = Math.min(...own) - 1
  useEffect(() => {
    if (!complete) return
    for (const page of [next, previous]) {
      if (!(page >= 1) || page * PAGE_SIZE >= rows) continue
      void client.prefetchQuery(pageQuery(query, columns, asOf, page))
    }
  }, [client, complete, next, previous, rows, query, columns, asOf])

  return useMemo(() => {
    const pages = new Map<ResolvedQuery, Map<number, readonly CloudTrailEvent[] | undefined>>([
      [query, new Map([[0, firstPage]])],
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
}

/** Each page once, in order. */
const distinct = (pages: readonly WantedPage[]): readonly WantedPage[] =>
  pages.filter(
    ({ query, page }, index) =>
      pages.findIndex((other) => other.query === query && other.page === page) === index,
  )

const NO_PAGES: readonly WantedPage[] = []

/**
 * The pages to fetch: at once when the list was at rest, after a pause while it is scrolled fast.
 * Another query starts with none, since the list is about to go to its start.
 */
function useCalm(pages: readonly WantedPage[], query: ResolvedQuery): readonly WantedPage[] {
  const [calm, setCalm] = useState({ query, pages })
  const [latest, setLatest] = useState(pages)
  const changedMs = useRef(0)
  const isSame =
    latest === pages ||
    (latest.length === pages.length &&
      latest.every((each, index) => each.query === pages[index]?.query && each.page === pages[index]?.page))
  // The array is a new one on every scroll, so its pages are compared.
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

import { useEffect, useMemo, useRef, useState } from 'react'
import type { LookupEventsResponse } from '../../api/lookupEvents.ts'
import type { Asked } from '../queries/asked.ts'
import { queryClient } from '../queries/queryClient.ts'
import { PAGE_SIZE, pageQuery, useEventPages } from '../queries/useEventPages.ts'
import type { EventSlot } from './useEventTable.ts'

/** An answered question, as the list needs it. */
export interface ListedEvents {
  readonly asked: Asked
  /** The paths asked for with each page. */
  readonly columns: readonly string[]
  readonly firstPage: LookupEventsResponse
}

/** While pages go by faster than this they are not asked for. */
const CALM_MS = 80

/** The slots `first` to `end` of a result of `count` events: pages are fetched as they come into the window, and one ahead. */
export function useEventSlots(
  { asked, columns, firstPage }: ListedEvents,
  count: number,
  first: number,
  end: number,
): { readonly slots: readonly EventSlot[]; readonly error: Error | null } {
  const seen = useMemo(() => {
    const from = Math.floor(first / PAGE_SIZE)
    const to = Math.floor(Math.max(first, end - 1) / PAGE_SIZE)
    return Array.from({ length: to - from + 1 }, (_, index) => from + index)
  }, [first, end])
  const wanted = useCalm(seen, asked)
  // The first page came with the question.
  const fetched = wanted.filter((page) => page > 0)
  const { pages: answers, error } = useEventPages(asked, columns, firstPage.asOf, fetched)

  const complete = answers.every((answer) => answer !== undefined)
  const last = wanted.at(-1) ?? 0
  useEffect(() => {
    if (!complete) return
    for (const page of [last + 1, (wanted[0] ?? 0) - 1]) {
      if (page < 1 || page * PAGE_SIZE >= count) continue
      void queryClient.prefetchQuery(pageQuery(asked, columns, firstPage.asOf, page))
    }
  }, [complete, last, wanted, count, asked, columns, firstPage.asOf])

  const slots = useMemo(() => {
    const pages = new Map([
      [0, firstPage.events],
      ...fetched.map((page, index) => [page, answers[index]] as const),
    ])
    return Array.from({ length: Math.max(0, end - first) }, (_, offset) => {
      const index = first + offset
      return { index, event: pages.get(Math.floor(index / PAGE_SIZE))?.[index % PAGE_SIZE] }
    })
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `fetched` follows from `wanted`
  }, [firstPage, wanted, answers, first, end])
  return { slots, error }
}

const NO_PAGES: readonly number[] = []

/**
 * The pages, at once when the list stood still and after a rest when it flies. Another question starts without any: the
 * list is still where the reader left it, and goes to its start.
 */
function useCalm(pages: readonly number[], asked: Asked): readonly number[] {
  const [calm, setCalm] = useState({ asked, pages })
  const changedMs = useRef(0)
  const key = pages.join()
  useEffect(() => {
    const now = performance.now()
    const flying = now - changedMs.current < CALM_MS
    changedMs.current = now
    const timer = setTimeout(() => setCalm({ asked, pages }), flying ? CALM_MS : 0)
    return () => clearTimeout(timer)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `key` stands for `pages`
  }, [key, asked])
  return calm.asked === asked ? calm.pages : NO_PAGES
}

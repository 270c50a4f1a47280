import { useCallback, useState } from 'react'
import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import { repeatsOf } from '../../../filter/repeats.ts'
import { toggled, type Unfolded } from '../../panels/event-list/unfolded.ts'
import { ask, type Asked } from '../../models/queries/asked.ts'

const NONE: Unfolded = []

/** The rows of repeats that are unfolded in an answer; another question begins with none. */
export function useUnfolded(asked: Asked) {
  const [state, setState] = useState({ asked, unfolded: NONE })
  const unfolded = state.asked === asked ? state.unfolded : NONE
  const fold = useCallback(
    (offset: number, { repeats, ...newest }: CloudTrailEvent) => {
      const now = Date.now()
      const filter = repeatsOf(asked.filter, newest, now)
      if (filter === null || !repeats || repeats.count < 2) return
      const row = { offset, others: repeats.count - 1, asked: ask(filter, asked.order, asked.turn, now) }
      setState((before) => ({
        asked,
        unfolded: toggled(row, before.asked === asked ? before.unfolded : NONE),
      }))
    },
    [asked],
  )
  return { unfolded, fold }
}

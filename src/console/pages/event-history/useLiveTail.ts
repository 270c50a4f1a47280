import { useEffect, useState } from 'react'
import { create } from 'zustand'
import { refresh } from '../../models/queries/refreshes.ts'
import { countOf } from '../../ui/numbers.ts'

interface LiveTail {
  readonly on: boolean
  /** The reader opened, selected or activated something. */
  readonly busy: boolean
  /** For the ears: how many events came in. */
  readonly said: string
}

/** Whether new events come into the list by themselves; as long as this window is open. */
export const useLiveTail = create<LiveTail>()(() => ({ on: false, busy: false, said: '' }))

/** To be called for whatever a reader does with the events on screen: they stay where they are then. */
export function pauseLiveTail(): void {
  const { on, busy } = useLiveTail.getState()
  if (on && !busy) useLiveTail.setState({ busy: true })
}

export const switchLiveTail = (on: boolean): void => useLiveTail.setState({ on, busy: false, said: '' })

/** So often at most it is said that events came in: then how many since the last time. */
const SAID_MS = 15_000
let saidAtMs = 0
let unsaid = 0

function sayArrived(count: number): void {
  unsaid += count
  if (Date.now() - saidAtMs < SAID_MS) return
  useLiveTail.setState({ said: `${countOf(unsaid, 'new event')} came in` })
  saidAtMs = Date.now()
  unsaid = 0
}

export interface LiveTailOptions {
  /** How many events have come since what is on screen. */
  readonly newEventCount: number
  /** How many events there are; undefined while they are counted. */
  readonly count: number | undefined
  /** The reader is where new events come in. */
  readonly atNewest: boolean
  /** The opened event and the selected ones: a change of either pauses the live tail. */
  readonly openEvent: string | null
  readonly selected: readonly string[]
}

export interface LiveTailState {
  readonly following: boolean
  readonly paused: boolean
  /** For the ears: how many came. */
  readonly said: string
  /** How long the list is until that is counted anew: followed, it does not get shorter for a moment. */
  readonly countBefore: number | undefined
}

/**
 * Asks again when events have come, as long as the reader follows. It costs what a look at the status shows to be new, and nothing
 * while the window is hidden, when nobody looks at the status.
 */
export function useFollowing(options: LiveTailOptions): LiveTailState {
  const { newEventCount, count: listed, atNewest, openEvent, selected } = options
  const { on, busy, said } = useLiveTail()
  const following = on && !busy && atNewest
  const [countBefore, setCountBefore] = useState(listed)
  if (listed !== undefined && listed !== countBefore) setCountBefore(listed)

  useEffect(() => {
    if (openEvent !== null) pauseLiveTail()
  }, [openEvent])
  useEffect(() => {
    if (selected.length > 0) pauseLiveTail()
  }, [selected])
  useEffect(() => {
    if (!on) return undefined
    const onSelection = () => {
      const selection = document.getSelection()
      if (selection?.isCollapsed === false) pauseLiveTail()
    }
    document.addEventListener('selectionchange', onSelection)
    return () => document.removeEventListener('selectionchange', onSelection)
  }, [on])
  useEffect(() => {
    if (!following || newEventCount === 0) return
    refresh()
    sayArrived(newEventCount)
  }, [following, newEventCount])

  return {
    following,
    paused: on && !following,
    said,
    countBefore: following ? countBefore : undefined,
  }
}

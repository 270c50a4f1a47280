import { useEffect } from 'react'
import { create } from 'zustand'
import { refresh } from '../../models/queries/refreshes.ts'
import type { EventListModel } from '../../panels/event-list/model/useEventListModel.ts'
import { speak } from '../../ui/announce.ts'
import { countOf } from '../../ui/numbers.ts'

interface LiveTail {
  readonly on: boolean
  /** The user opened, selected or activated an event. */
  readonly busy: boolean
  /** When new events were last announced, and how many have arrived since. */
  readonly saidAtMs: number
  readonly unsaid: number
}

/** Whether new events are added to the list automatically, as long as this window is open. */
export const useLiveTail = create<LiveTail>()(() => ({
  on: false,
  busy: false,
  saidAtMs: 0,
  unsaid: 0,
}))

/**
 * To be called for anything that the user does with the events on screen, which must then stay
 * where they are.
 */
function pauseLiveTail(): void {
  const { on, busy } = useLiveTail.getState()
  if (on && !busy) useLiveTail.setState({ busy: true })
}

export function switchLiveTail(on: boolean): void {
  useLiveTail.setState({ on, busy: false })
  speak(on ? 'Live tail on' : 'Live tail off')
}

/**
 * New events are announced at most this often, each time all of them since the last announcement.
 */
const SAID_MS = 15_000

function sayArrived(count: number): void {
  const { saidAtMs, unsaid } = useLiveTail.getState()
  const arrived = unsaid + count
  const now = Date.now()
  if (now - saidAtMs < SAID_MS) useLiveTail.setState({ unsaid: arrived })
  else {
    useLiveTail.setState({ saidAtMs: now, unsaid: 0 })
    speak(countOf(arrived, 'new event'))
  }
}

export interface LiveTailOptions {
  readonly list: EventListModel
  /** How many events have arrived since the result on screen was read. */
  readonly newEventCount: number
  /** The opened event and the selected ones: a change of either pauses the live tail. */
  readonly openEvent: string | null
  readonly selected: readonly string[]
}

/**
 * Refreshes when there are new events, as long as the list is followed. Nothing is requested while
 * the window is hidden, since the status is not polled then.
 */
export function useFollowing({ list, newEventCount, openEvent, selected }: LiveTailOptions): void {
  const { following, state } = list
  const on = useLiveTail((tail) => tail.on)

  useEffect(() => {
    if (openEvent !== null) pauseLiveTail()
  }, [openEvent])
  useEffect(() => {
    if (selected.length > 0) pauseLiveTail()
  }, [selected])
  useEffect(
    () =>
      state.subscribe(({ active }) => {
        if (active >= 0) pauseLiveTail()
      }),
    [state],
  )
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
}

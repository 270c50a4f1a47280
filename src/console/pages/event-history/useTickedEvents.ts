import { create } from 'zustand'

/** The events that are ticked in the list, by `CloudTrailEvent.id`, in the order they were ticked; filters come and go meanwhile. */
export const useTickedEvents = create<{ readonly ids: readonly string[] }>()(() => ({ ids: [] }))

export function tickEvent(id: string): void {
  useTickedEvents.setState(({ ids }) => ({
    ids: ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id],
  }))
}

export const untickEvents = (): void => useTickedEvents.setState({ ids: [] })

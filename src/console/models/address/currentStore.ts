import { create } from 'zustand'
import { readStore } from './storeInAddress.ts'

const useStore = create<{ readonly id: string | null }>()(() => ({ id: readStore(location.search) }))

/** The ID of the event data store in the address; null for the server's default one. */
export const useCurrentStore = (): string | null => useStore(({ id }) => id)

/** The same, outside of rendering. */
export const currentStore = (): string | null => useStore.getState().id

/** Only the address changes it: see `useView.ts`. */
export const setCurrentStore = (id: string | null): void => {
  if (id !== currentStore()) useStore.setState({ id })
}

/** Calls the listener whenever another store is shown. */
export const watchStore = (onChange: () => void): (() => void) => useStore.subscribe(onChange)

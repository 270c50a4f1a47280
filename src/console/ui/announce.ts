import { create } from 'zustand'
import { copyText } from './clipboard.ts'

/** A short announcement of what was just done. */
export const useAnnouncement = create<{ readonly text: string }>()(() => ({ text: '' }))

let timer: ReturnType<typeof setTimeout> | undefined

export function announce(text: string): void {
  clearTimeout(timer)
  useAnnouncement.setState({ text })
  timer = setTimeout(() => useAnnouncement.setState({ text: '' }), 3000)
}

/** Copies a text and announces it. `what` names it: `the value`. */
export async function copyAndSay(text: string, what: string): Promise<void> {
  announce((await copyText(text)) ? `Copied ${what}` : 'The browser refused to copy')
}

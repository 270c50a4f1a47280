import { create } from 'zustand'
import { copyText } from './clipboard.ts'

/** The text in the one live region of the page. */
interface Announced {
  readonly text: string
  /** Also shown on screen, where nothing else shows it. */
  readonly shown: boolean
}

const SILENCE: Announced = { text: '', shown: false }

export const useAnnouncement = create<Announced>()(() => SILENCE)

/** How long an announcement is shown. */
const SHOWN_MS = 3000

let timer: ReturnType<typeof setTimeout> | undefined

/** Announces what was just done, on screen and to screen readers. */
export const announce = (text: string): void => say(text, true)

/** The same, only to screen readers: the page shows it already. */
export const speak = (text: string): void => say(text, false)

function say(text: string, shown: boolean): void {
  clearTimeout(timer)
  // The same text again is another announcement only if the region changes.
  const isRepeated = useAnnouncement.getState().text === text
  useAnnouncement.setState({ text: isRepeated ? `${text}\u00a0` : text, shown })
  timer = setTimeout(() => useAnnouncement.setState(SILENCE), SHOWN_MS)
}

/** Copies a text and announces it. `what` names it: `the value`. */
export async function copyAndSay(text: string, what: string): Promise<void> {
  announce((await copyText(text)) ? `Copied ${what}` : 'The browser blocked copying')
}

import { useEffect } from 'react'
import { create } from 'zustand'
import { textWithoutAccessToken } from '../../../filter/accessToken.ts'
import type { MenuPlace } from '../../ui/ContextMenu.tsx'
import { isModalOpen } from '../../ui/isTyping.ts'

/** A pasted text from which a filter can be made. */
export interface Pasted {
  readonly text: string
  readonly place: MenuPlace
  /** Leaves the text where it was pasted, if it was pasted into an input. */
  readonly leave: () => void
}

export const usePasted = create<{ readonly pasted: Pasted | null }>()(() => ({ pasted: null }))
export const forgetPasted = (): void => usePasted.setState({ pasted: null })

/** Longer texts are left to the browser. */
const LONGEST = 1024 * 1024

/**
 * Handles text that is pasted into the empty filter, or anywhere on the page outside of inputs.
 * Other inputs, and a filter that is being typed, get their text as usual.
 */
export function usePaste(): void {
  useEffect(() => {
    addEventListener('paste', onPaste)
    return () => removeEventListener('paste', onPaste)
  }, [])
}

function onPaste(domEvent: ClipboardEvent): void {
  const given = domEvent.clipboardData?.getData('text/plain') ?? ''
  if (domEvent.defaultPrevented || given.trim() === '' || given.length > LONGEST || isModalOpen()) return
  const target = domEvent.target instanceof HTMLElement ? domEvent.target : document.body
  const field = target.closest<HTMLElement>('input, textarea, select, [contenteditable="true"]')
  const input = field instanceof HTMLInputElement && field.ariaLabel === FILTER_INPUT ? field : null
  if (field && (!input || input.value !== '')) return
  domEvent.preventDefault()
  const text = textWithoutAccessToken(given)
  if (text.trim() === '') return
  const focused = document.activeElement
  const returnTo = input ?? (focused instanceof HTMLElement && focused !== document.body ? focused : null)
  const leave = () => {
    // Inserted like typed text, so that the input notices it and can undo it.
    input?.focus()
    if (input) document.execCommand('insertText', false, text)
  }
  usePasted.setState({ pasted: { text, place: placeBelowFilter(returnTo), leave } })
}

/** The accessible name of the token filter's input. */
const FILTER_INPUT = 'Filter events'

function placeBelowFilter(returnTo: HTMLElement | null): MenuPlace {
  const box = document.querySelector(`input[aria-label="${FILTER_INPUT}"]`)?.getBoundingClientRect()
  return { x: box?.left ?? 24, y: (box?.bottom ?? 96) + 4, returnTo }
}

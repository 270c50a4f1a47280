import { useLayoutEffect, useRef } from 'react'
import { isInDialog, isTyping } from '../../ui/isTyping.ts'
import { commandOfKey, type CommandId } from './catalogue.ts'
import { pressedKey } from './keys.ts'

type Actions = Partial<Readonly<Record<CommandId, (() => void) | undefined>>>

/** The actions of each part on screen, the most recent last. */
const bound = new Set<{ readonly current: Actions }>()

/**
 * The current action of a command; undefined when no part on screen offers it. The part shown last
 * takes precedence.
 */
export function actionOf(id: CommandId): (() => void) | undefined {
  return [...bound].findLast(({ current }) => current[id] !== undefined)?.current[id]
}

/**
 * Binds commands to their actions as long as the component is shown: for their keys and in the
 * palette.
 */
export function useCommands(actions: Actions): void {
  const latest = useRef(actions)
  // Before painting, since a key can be pressed as soon as something is visible.
  useLayoutEffect(() => {
    latest.current = actions
  })
  useLayoutEffect(() => {
    if (bound.size === 0) addEventListener('keydown', onKeyDown)
    bound.add(latest)
    return () => {
      bound.delete(latest)
      if (bound.size === 0) removeEventListener('keydown', onKeyDown)
    }
  }, [])
}

/** Inputs and open dialogs keep their keys. With Ctrl or ⌘ a key is never text. */
function onKeyDown(domEvent: KeyboardEvent): void {
  const key = pressedKey(domEvent)
  const id = commandOfKey(key)
  const act = id && actionOf(id)
  if (
    !act ||
    (key.startsWith('Mod+') ? domEvent.defaultPrevented || isInDialog(domEvent) : isTyping(domEvent))
  )
    return
  domEvent.preventDefault()
  act()
}

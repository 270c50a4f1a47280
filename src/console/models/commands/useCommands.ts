import { useLayoutEffect, useRef } from 'react'
import { isInDialog, isTyping } from '../../ui/isTyping.ts'
import { commandOfKey, type CommandId } from './catalogue.ts'
import { pressedKey } from './keys.ts'

type Actions = Partial<Readonly<Record<CommandId, (() => void) | undefined>>>

/** What each part that is on screen can do, the latest last. */
const bound = new Set<{ readonly current: Actions }>()

/**
 * What a command does now; undefined where nothing on screen can do it. What was shown last goes
 * first.
 */
export function actionOf(id: CommandId): (() => void) | undefined {
  return [...bound].findLast(({ current }) => current[id] !== undefined)?.current[id]
}

/**
 * Binds commands to what they do, as long as the component is shown: by their keys, and in the
 * palette.
 */
export function useCommands(actions: Actions): void {
  const latest = useRef(actions)
  // Before it is painted: a key may be pressed as soon as it is seen.
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

/**
 * What is being typed, and open dialogs, keep their keys. With Ctrl or ⌘ a key is nobody's text.
 */
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

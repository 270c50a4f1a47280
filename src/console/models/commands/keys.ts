const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)

/**
 * A key press as the catalogue writes it: `Mod+k` with Ctrl (⌘ on a Mac), and the plain key without
 * either.
 */
export function pressedKey(domEvent: KeyboardEvent): string {
  const mod = isMac ? domEvent.metaKey : domEvent.ctrlKey
  return mod && !domEvent.altKey && !domEvent.shiftKey ? `Mod+${domEvent.key.toLowerCase()}` : domEvent.key
}

const NAMES: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowRight: '→',
  ArrowLeft: '←',
  PageDown: 'Page Down',
  PageUp: 'Page Up',
  ContextMenu: 'Menu',
  Escape: 'Esc',
  ' ': 'Space',
}

/** A key as it is labelled on the keyboard: `Ctrl K`, `Esc`, `↓`, `Alt Shift →`. */
export function keyName(key: string): string {
  if (key.startsWith('Mod+')) {
    const other = key.slice('Mod+'.length)
    return `${isMac ? '⌘' : 'Ctrl'} ${other.length === 1 ? other.toUpperCase() : keyName(other)}`
  }
  const behind = /^(Alt|Shift)\+(.+)$/.exec(key)
  if (behind) return `${behind[1]} ${keyName(behind[2]!)}`
  return NAMES[key] ?? key
}

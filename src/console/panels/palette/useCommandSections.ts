import { ALL_COMMANDS, COMMAND_GROUPS } from '../../models/commands/catalogue.ts'
import { keyName } from '../../models/commands/keys.ts'
import { actionOf } from '../../models/commands/useCommands.ts'
import type { PaletteEntry, PaletteSection } from './findEntries.ts'

/** What can be done now: by group, or, once something is typed, all together. */
export function useCommandSections(typed: string): readonly PaletteSection[] {
  const sections = COMMAND_GROUPS.map((group) => ({
    title: group,
    entries: ALL_COMMANDS.filter((command) => command.group === group).flatMap(entryOf),
  }))
  if (typed.trim() === '') return sections
  return [{ title: 'Commands', entries: sections.flatMap(({ entries }) => entries) }]
}

function entryOf({ id, name, group, keys = [], words = '' }: (typeof ALL_COMMANDS)[number]): PaletteEntry[] {
  const run = actionOf(id)
  const note = keys.map(keyName).join(' ') || undefined
  return run && id !== 'palette' ? [{ id, label: name, note, words: `${words} ${group}`, run }] : []
}

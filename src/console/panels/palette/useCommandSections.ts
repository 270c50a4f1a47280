import { NAVIGATION, type NavigationItem } from '../../models/address/page.ts'
import { currentView, go } from '../../models/address/useView.ts'
import { ALL_COMMANDS, COMMAND_GROUPS } from '../../models/commands/catalogue.ts'
import { keyName } from '../../models/commands/keys.ts'
import { actionOf } from '../../models/commands/useCommands.ts'
import { useStatus } from '../../models/queries/useStatus.ts'
import type { PaletteEntry, PaletteSection } from './findEntries.ts'

/**
 * The commands available at present, and the pages: by group, or all together once something is
 * typed.
 */
export function useCommandSections(typed: string): readonly PaletteSection[] {
  const source = useStatus().data?.source
  const pages = NAVIGATION.filter(({ onlySimulated }) => !onlySimulated || source === 'simulated')
  const sections = COMMAND_GROUPS.map((group) => ({
    title: group,
    entries: [
      ...(group === 'Go to' ? pages.map(pageEntry) : []),
      ...ALL_COMMANDS.filter((command) => command.group === group).flatMap(entryOf),
    ],
  }))
  if (typed.trim() === '') return sections
  return [{ title: 'Commands', entries: sections.flatMap(({ entries }) => entries) }]
}

const pageEntry = ({ kind, title, words, open }: NavigationItem): PaletteEntry => ({
  id: `page ${kind}`,
  label: title,
  words: `${words} Go to`,
  run: () => go(open(currentView())),
})

function entryOf({ id, name, group, keys = [], words = '' }: (typeof ALL_COMMANDS)[number]): PaletteEntry[] {
  const run = actionOf(id)
  const note = keys.map(keyName).join(' ') || undefined
  return run && id !== 'palette' ? [{ id, label: name, note, words: `${words} ${group}`, run }] : []
}

/** A command of the console, or a key that one of its parts handles. */
export interface Command {
  readonly id: string
  /** The action, as the user would name it. */
  readonly name: string
  readonly group: (typeof COMMAND_GROUPS)[number]
  /** Keys that work on the whole page, by `KeyboardEvent.key`; `Mod+` is Ctrl, or ⌘ on a Mac. */
  readonly keys?: readonly string[]
  /** Keys that the focused part handles itself. */
  readonly partKeys?: readonly string[]
  /** More words by which it can be found. */
  readonly words?: string
}

/** In the order of the keyboard help. */
export const COMMAND_GROUPS = [
  'Anywhere',
  'List of events',
  'Opened event',
  'Fields',
  'Histogram',
  'SQL',
  'Copy and download',
  'View',
  'Go to',
] as const

/**
 * All commands. The keys of the page, the keyboard help and the palette come from this list.
 * `useCommands` binds a command to its action, where that is available.
 */
const COMMANDS = [
  {
    id: 'palette',
    name: 'Command palette',
    group: 'Anywhere',
    keys: ['Mod+k'],
  },
  { id: 'filter', name: 'Focus the filter', group: 'Anywhere', keys: ['/'], words: 'search tokens' },
  {
    id: 'filterAsText',
    name: 'Edit the filter as text or tokens',
    group: 'Anywhere',
    keys: ['e'],
    words: 'line query type',
  },
  { id: 'refresh', name: 'Refresh', group: 'Anywhere', keys: ['r'], words: 'reload new events' },
  {
    id: 'liveTail',
    name: 'Turn live tail on or off',
    group: 'Anywhere',
    keys: ['t'],
    words: 'follow new events stream pause resume',
  },
  {
    id: 'views',
    name: 'Saved views, presets and recent searches',
    group: 'Anywhere',
    keys: ['v'],
    words: 'history bookmarks',
  },
  { id: 'help', name: 'Keyboard shortcuts', group: 'Anywhere', keys: ['?'], words: 'help keys' },

  { id: 'nextRow', name: 'Next row', group: 'List of events', keys: ['j'], partKeys: ['ArrowDown'] },
  { id: 'previousRow', name: 'Previous row', group: 'List of events', keys: ['k'], partKeys: ['ArrowUp'] },
  { id: 'window', name: 'One page up/down', group: 'List of events', partKeys: ['PageDown', 'PageUp'] },
  { id: 'ends', name: 'First or last row', group: 'List of events', partKeys: ['Home', 'End'] },
  {
    id: 'cell',
    name: 'Next or previous cell; expand or collapse a group',
    group: 'List of events',
    partKeys: ['ArrowRight', 'ArrowLeft'],
  },
  {
    id: 'moveColumn',
    name: 'On a header: move column (Shift: resize)',
    group: 'List of events',
    partKeys: ['Alt+Shift+ArrowRight', 'Alt+Shift+ArrowLeft'],
  },
  { id: 'openEvent', name: 'Open the event', group: 'List of events', partKeys: ['Enter'] },
  {
    id: 'tick',
    name: 'Select or deselect the event',
    group: 'List of events',
    partKeys: [' '],
  },
  {
    id: 'selectRange',
    name: 'Extend the selection up or down',
    group: 'List of events',
    partKeys: ['Shift+ArrowDown', 'Shift+ArrowUp'],
    words: 'range several rows',
  },
  {
    id: 'selectAll',
    name: 'Select all rows, or the visible ones of a long list',
    group: 'List of events',
    partKeys: ['Mod+a'],
  },
  {
    id: 'cellMenu',
    name: 'Actions for the value in the cell',
    group: 'List of events',
    keys: ['.'],
    partKeys: ['ContextMenu'],
    words: 'menu filter by value',
  },
  {
    id: 'copyRows',
    name: 'Copy the selected rows or the current row',
    group: 'List of events',
    keys: ['c'],
    words: 'JSON TSV Markdown',
  },
  {
    id: 'star',
    name: 'Star or unstar the event',
    group: 'List of events',
    keys: ['s'],
    words: 'notes favourite mark',
  },
  {
    id: 'fromHere',
    name: 'Start the time range at this event',
    group: 'List of events',
    keys: ['>'],
    words: 'start since after later',
  },
  {
    id: 'untilHere',
    name: 'End the time range at this event',
    group: 'List of events',
    keys: ['<'],
    words: 'end before earlier',
  },
  { id: 'compare', name: 'Compare the selected events', group: 'List of events', words: 'details diff' },
  { id: 'clearSelection', name: 'Clear the selection', group: 'List of events', words: 'untick' },

  { id: 'nextEvent', name: 'Next event', group: 'Opened event', keys: [']'] },
  { id: 'previousEvent', name: 'Previous event', group: 'Opened event', keys: ['['] },
  {
    id: 'match',
    name: 'Next or previous match in the record',
    group: 'Opened event',
    partKeys: ['n', 'N'],
  },
  {
    id: 'addNote',
    name: 'Add a note to the event',
    group: 'Opened event',
    keys: ['a'],
    words: 'comment tag',
  },
  { id: 'close', name: 'Close the event', group: 'Opened event', keys: ['Escape'], words: 'back' },
  {
    id: 'panelSide',
    name: 'Show the event beside or below the list',
    group: 'Opened event',
    words: 'split panel position right bottom',
  },

  {
    id: 'facets',
    name: 'Focus or hide the Fields panel',
    group: 'Fields',
    keys: ['f'],
    words: 'facets values',
  },
  {
    id: 'onlyValue',
    name: 'Show only this value, or exclude it',
    group: 'Fields',
    partKeys: ['o', '-'],
  },
  {
    id: 'facetMoves',
    name: 'Move between values and their buttons',
    group: 'Fields',
    partKeys: ['ArrowDown', 'ArrowUp', 'ArrowRight', 'ArrowLeft'],
  },

  {
    id: 'zoom',
    name: 'Select a range, zoom in, undo zoom',
    group: 'Histogram',
    partKeys: ['Shift+ArrowRight', 'Enter', 'Backspace'],
  },

  {
    id: 'runSql',
    name: 'Run the SQL query',
    group: 'SQL',
    partKeys: ['Mod+Enter'],
    words: 'Athena statement',
  },
  {
    id: 'acceptSuggestion',
    name: 'In the query: accept the suggestion; Esc, then Tab leaves it',
    group: 'SQL',
    partKeys: ['Tab'],
  },
  {
    id: 'resultCells',
    name: 'In the result: move between cells',
    group: 'SQL',
    partKeys: ['ArrowDown', 'ArrowUp', 'ArrowRight', 'ArrowLeft'],
  },
  {
    id: 'openCell',
    name: 'In the result: show the whole value, and where it leads',
    group: 'SQL',
    partKeys: ['Enter'],
  },
  { id: 'sqlQuestions', name: 'Common and saved SQL queries', group: 'SQL', words: 'questions Athena' },
  { id: 'saveSql', name: 'Save the SQL query', group: 'SQL', words: 'Athena name' },

  { id: 'copyLink', name: 'Copy link', group: 'Copy and download', words: 'share address URL view' },
  { id: 'copyCurl', name: 'Copy as curl', group: 'Copy and download', words: 'request API' },
  {
    id: 'copyLookupEvents',
    name: 'Copy as aws cloudtrail lookup-events',
    group: 'Copy and download',
    words: 'AWS CLI',
  },
  { id: 'copyJq', name: 'Copy as jq', group: 'Copy and download' },
  { id: 'copySql', name: 'Copy as SQL', group: 'Copy and download', words: 'Athena' },
  { id: 'openAsSql', name: 'Open as SQL', group: 'Copy and download', words: 'Athena query statement' },
  {
    id: 'downloadJson',
    name: 'Download as JSON',
    group: 'Copy and download',
    words: 'export save log file',
  },
  { id: 'downloadNdjson', name: 'Download as NDJSON', group: 'Copy and download', words: 'export lines' },
  { id: 'downloadCsv', name: 'Download as CSV', group: 'Copy and download', words: 'export spreadsheet' },

  { id: 'newestFirst', name: 'Newest first', group: 'View', words: 'order sort descending' },
  { id: 'oldestFirst', name: 'Oldest first', group: 'View', words: 'order sort ascending' },
  {
    id: 'groupRepeats',
    name: 'Group repeats or show every event',
    group: 'View',
    words: 'fold collapse same actor second count',
  },
  {
    id: 'breakdown',
    name: 'Break down by a field, or back to the list',
    group: 'View',
    keys: ['b'],
    words: 'group by count top values pivot matrix chart aggregate statistics',
  },
  { id: 'clearFilter', name: 'Clear filters', group: 'View', words: 'remove all tokens reset' },
  { id: 'preferences', name: 'Preferences', group: 'View', words: 'columns settings options' },
  {
    id: 'theme',
    name: 'Switch between light and dark theme',
    group: 'View',
    words: 'colours colors mode night',
  },
  { id: 'zone', name: 'Switch between UTC and local time', group: 'View', words: 'time zone' },
  { id: 'density', name: 'Switch between compact and comfortable rows', group: 'View', words: 'density' },
  { id: 'wrapLines', name: 'Turn line wrapping on or off', group: 'View', words: 'wrap lines row height' },
  { id: 'histogram', name: 'Show or hide the histogram', group: 'View', words: 'chart over time' },

  { id: 'loadLogFiles', name: 'Load log files', group: 'Go to', words: 'upload open import' },
  { id: 'navigation', name: 'Show or hide the navigation', group: 'Go to', words: 'menu side' },
] as const satisfies readonly Command[]

export type CommandId = (typeof COMMANDS)[number]['id']

/** With one type for all, so that optional properties can be read. */
export const ALL_COMMANDS: readonly (Command & { readonly id: CommandId })[] = COMMANDS

const byKey = new Map(ALL_COMMANDS.flatMap((command) => (command.keys ?? []).map((key) => [key, command.id])))

export const commandOfKey = (key: string): CommandId | undefined => byKey.get(key)

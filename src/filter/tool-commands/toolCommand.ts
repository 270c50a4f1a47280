import type { Filter, Token } from '../filter.ts'

/** A filter in the words of another tool. */
export interface ToolCommand {
  /** To be pasted. Nothing of a filter stands in it but within its strings: there are no comments. */
  readonly text: string
  /** Sentences for people, beside the text: in what it differs from the filter, and what it needs. */
  readonly notes: readonly string[]
}

/**
 * A word that bash, dash, zsh, fish and PowerShell read alike, interactive or not. Nothing has a meaning within single quotes, with these
 * exceptions: fish reads a backslash before another one or before the quote, PowerShell ends at typographic quotes too,
 * and a line break in what a shell cannot parse starts a new command. A text with any of them has no such word: whoever
 * writes it has to escape by the rules of the tool that reads it.
 */
export function quoted(text: string): string {
  if (/[^\n -~]|'|\\\\|\\$/.test(text)) throw new Error(`No shell reads this as it stands: ${text}`)
  return `'${text}'`
}

/** The same where only plain words stand in it; in double quotes the command prompt of Windows reads it alike too. */
export function doubleQuoted(text: string): string {
  if (!/^(?:[\w.:/,=@+?&%[\]-]|!=)*$/.test(text)) throw new Error(`No shell reads this as it stands: ${text}`)
  return `"${text}"`
}

/**
 * A string of JSON, and of jq, that may stand within such quotes: what any shell could act on is escaped, as is what cannot
 * be seen. It has a backslash before a `u` alone.
 */
export const jsonString = (text: string): string =>
  `"${text.replaceAll(/[^\w .,:;/@=+()[\]{}*?#~-]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`

/** The tokens of a filter that can be asked. */
export const readableTokens = (filter: Filter): readonly Token[] =>
  filter.tokens.filter((token) => token.kind === 'token')

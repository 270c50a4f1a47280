import type { Clause } from '../clauses.ts'
import { formatAlternatives } from '../expression.ts'
import { formatToken } from '../text.ts'

/** A filter as a command for another tool. */
export interface ToolCommand {
  /** To be pasted. Parts of the filter only appear within strings: there are no comments. */
  readonly text: string
  /**
   * Sentences for the user, beside the command: how it differs from the filter, and what it needs.
   */
  readonly notes: readonly string[]
}

/**
 * A word that bash, dash, zsh, fish and PowerShell read alike, interactive or not. Within single
 * quotes nothing has a special meaning, with these exceptions: fish interprets a backslash before
 * another one or before the quote, PowerShell also ends at typographic quotes, and a line break in
 * what a shell cannot parse starts a new command. A text with any of these has no such word and
 * must be escaped by the rules of the tool that reads it.
 */
export function quoted(text: string): string {
  if (/[^\n -~]|'|\\\\|\\$/.test(text)) throw new Error(`No shell can read this text: ${text}`)
  return `'${text}'`
}

/** The same for plain words. In double quotes, the Windows command prompt reads them alike too. */
export function doubleQuoted(text: string): string {
  if (!/^(?:[\w.:/,=@+?&%[\]-]|!=)*$/.test(text)) throw new Error(`No shell can read this text: ${text}`)
  return `"${text}"`
}

/**
 * Percent-encodes the characters that are valid in a query but that some shell acts on, quoted or
 * not: quotes, brackets (commands), patterns and `!` (history; no shell expands `!=`).
 */
export const shellSafeQuery = (query: string): string =>
  query.replaceAll(/!(?!=)|['()*~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)

/**
 * A JSON string, also for jq, that may be put in such quotes: everything that a shell could act on
 * is escaped, and so are invisible characters. It only has a backslash before a `u`.
 */
export const jsonString = (text: string): string =>
  `"${text.replaceAll(/[^\w .,:;/@=+()[\]{}*?#~-]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`

/** A clause as it is typed. */
export const formatClause = (clause: Clause): string =>
  clause
    .map((condition) =>
      condition.kind === 'token' ? formatToken(condition) : formatAlternatives([condition]),
    )
    .join(' OR ')

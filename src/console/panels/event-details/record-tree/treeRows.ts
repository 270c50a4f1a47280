import { findEmbeddedJson, type EmbeddedJson } from './embeddedJson.ts'
import { pathOf, plainValue, type JsonDocument, type JsonLine } from '../../../models/record/jsonDocument.ts'
import { DEEPEST_INDENT } from '../../../models/record/printLines.ts'
import { findSecrets } from './secrets.ts'

/**
 * A document in the tree: the record, or JSON that was found in one of its strings and opened
 * there.
 */
export interface TreeDocument {
  readonly document: JsonDocument
  /** Unique in the tree. */
  readonly id: string
  /** The depth of its first line. */
  readonly depth: number
  /** Lines that are masked until they are revealed. */
  readonly secrets: ReadonlySet<JsonLine>
  /** The string that contains it. */
  readonly within: {
    readonly tree: TreeDocument
    readonly line: JsonLine
    readonly encoding: EmbeddedJson['encoding']
  } | null
}

/** A row of the tree: a line, or a part of a long string that was opened. */
export interface TreeRow {
  readonly tree: TreeDocument
  readonly line: JsonLine
  /** Offsets into the document's text; null for a line. */
  readonly chunk: { readonly start: number; readonly end: number } | null
}

/** The collapsed and opened lines, by identity. */
export interface Folds {
  /** Objects and arrays that are collapsed. */
  readonly folded: ReadonlySet<JsonLine>
  /** Strings that are opened: the document in them, or null for a long text shown in full. */
  readonly opened: ReadonlyMap<JsonLine, TreeDocument | null>
}

/** Longer strings are cut off in their row, and continue in rows of their own when opened. */
export const LONG_STRING = 400
const CHUNK = 100

/** `chunkLength`: a long string that was opened continues in rows of so many characters. */
export function treeRows(tree: TreeDocument, folds: Folds, chunkLength = CHUNK): TreeRow[] {
  const rows: TreeRow[] = []
  addRows(rows, tree, folds, chunkLength)
  return rows
}

function addRows(rows: TreeRow[], tree: TreeDocument, folds: Folds, chunkLength: number): void {
  const { lines, text } = tree.document
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!
    rows.push({ tree, line, chunk: null })
    if (line.kind === 'open' && folds.folded.has(line)) i = line.last
    if (line.kind !== 'string') continue
    const opened = folds.opened.get(line)
    if (opened) addRows(rows, opened, folds, chunkLength)
    else if (opened === null) {
      for (let start = line.start; start < line.end;) {
        let end = Math.min(start + chunkLength, line.end)
        if (isLowSurrogate(text.charCodeAt(end))) end++
        rows.push({ tree, line, chunk: { start, end } })
        start = end
      }
    }
  }
}

/**
 * The document that a string opens into; null for a long text, undefined when it is neither JSON
 * nor long. Reads the whole string.
 */
export function openString(tree: TreeDocument, line: JsonLine): TreeDocument | null | undefined {
  if (line.kind !== 'string') return undefined
  const found = findEmbeddedJson(plainValue(tree.document, line))
  if (found) {
    return {
      document: found.document,
      secrets: findSecrets(found.document),
      id: `${tree.id}-${line.index}`,
      depth: tree.depth + line.depth + 1,
      within: { tree, line, encoding: found.encoding },
    }
  }
  return line.end - line.start > LONG_STRING ? null : undefined
}

/** Null when there is nothing to collapse. */
export function isExpanded({ tree, line, chunk }: TreeRow, folds: Folds): boolean | null {
  if (chunk) return null
  if (line.kind === 'open') return !folds.folded.has(line)
  if (line.kind !== 'string') return null
  if (folds.opened.has(line)) return true
  return opensInto(tree, line) === undefined ? null : false
}

const openable = new WeakMap<JsonLine, TreeDocument | null | undefined>()

/** The same as `openString`, computed once for each line. */
export function opensInto(tree: TreeDocument, line: JsonLine): TreeDocument | null | undefined {
  if (!openable.has(line)) openable.set(line, openString(tree, line))
  return openable.get(line)
}

export function isMasked({ tree, line }: TreeRow, revealed: ReadonlySet<JsonLine>): boolean {
  return tree.secrets.has(line) && !revealed.has(line)
}

/** Unique in the tree, and the same after other rows were collapsed. */
export function rowKey({ tree, line, chunk }: TreeRow): string {
  return chunk ? `${tree.id}-${line.index}.${chunk.start}` : `${tree.id}-${line.index}`
}

export function rowDepth({ tree, line, chunk }: TreeRow): number {
  return tree.depth + line.depth + (chunk ? 1 : 0)
}

/**
 * The path of a row for display: the path in the record, and after an arrow the path in the JSON of
 * a string.
 */
export function rowPath({ tree, line }: TreeRow): string {
  const inner = pathOf(tree.document, line)
  if (!tree.within) return inner
  const outer = rowPath({ tree: tree.within.tree, line: tree.within.line, chunk: null })
  return inner === '' ? outer : `${outer} → ${inner}`
}

/** How many lines a row takes where lines have so many characters. */
export function linesOfRow({ tree, line, chunk }: TreeRow, columns: number): number {
  const value = chunk
    ? chunk.end - chunk.start
    : line.kind === 'open'
      ? 1
      : Math.min(line.end - line.start, LONG_STRING + 30)
  const indent = 2 * Math.min(tree.depth + line.depth, DEEPEST_INDENT)
  return Math.ceil((line.keyEnd - line.keyStart + value + 2) / Math.max(columns - indent, 8)) || 1
}

/**
 * The objects and arrays that are collapsed when only levels above `level` are shown. The record
 * itself is level 0.
 */
export function foldedFrom(document: JsonDocument, level: number): ReadonlySet<JsonLine> {
  return new Set(document.lines.filter((line) => line.kind === 'open' && line.depth >= level))
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff
}

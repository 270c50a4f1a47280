import { HighlightStyle } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/**
 * In the colours of the page, through the properties of `ui/designTokens.ts`, which the shadow root
 * inherits.
 */
export const theme = EditorView.theme({
  '&': { color: 'var(--text)', backgroundColor: 'transparent', fontSize: '14px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono)',
    lineHeight: '20px',
    minBlockSize: '130px',
    maxBlockSize: '40dvh',
  },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 12px', overflowWrap: 'anywhere' },
  '.cm-cursor': { borderInlineStartColor: 'var(--text)' },
  '.cm-placeholder': { color: 'var(--text-secondary)', fontFamily: 'var(--font)', fontStyle: 'italic' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--background-selected)',
    outline: '1px solid var(--border-selected)',
  },
  '.cm-specialChar': { color: 'var(--text-warning)', fontWeight: '700' },
  '.sql-editor-problem': {
    textDecoration: 'underline wavy var(--text-error)',
    textUnderlineOffset: '3px',
    textDecorationSkipInk: 'none',
  },
  '.sql-editor-problem-end': {
    display: 'inline-block',
    inlineSize: '8px',
    borderBlockEnd: '2px solid var(--text-error)',
  },
  '.sql-editor-option-value .cm-completionDetail': { flex: 'none', marginInlineStart: 'auto' },
})

export const highlightStyle = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--text-label)', fontWeight: '700' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--text-success)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--text-number)' },
  { tag: [tags.typeName, tags.standard(tags.name)], color: 'var(--text-literal)' },
  { tag: [tags.lineComment, tags.blockComment], color: 'var(--text-secondary)', fontStyle: 'italic' },
])

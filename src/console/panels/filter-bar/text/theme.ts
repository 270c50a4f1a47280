import { EditorView } from '@codemirror/view'

/**
 * In the colours of the page, through the properties of `ui/designTokens.ts`, which the shadow root
 * inherits. Kinds differ in weight and underline as well as in colour.
 */
export const theme = EditorView.theme({
  '&': { color: 'var(--text)', backgroundColor: 'transparent', fontSize: '14px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono)',
    lineHeight: '20px',
    maxBlockSize: '164px',
    overflowX: 'hidden',
  },
  '.cm-content': { padding: '0', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0', overflowWrap: 'anywhere' },
  '.cm-placeholder': { color: 'var(--text-secondary)', fontFamily: 'var(--font)', fontStyle: 'italic' },
  '.filter-text-field': { color: 'var(--text-link)' },
  '.filter-text-operator': { color: 'var(--text-secondary)', fontWeight: '700' },
  '.filter-text-value': { color: 'var(--text-success)' },
  '.filter-text-joining': { color: 'var(--text-label)', fontWeight: '700' },
  '.filter-text-key': { color: 'var(--text-label)', fontWeight: '700' },
  '.filter-text-unreadable': {
    color: 'var(--text-error)',
    textDecoration: 'underline wavy var(--text-error)',
    textUnderlineOffset: '3px',
  },
  '.filter-text-doubtful': {
    textDecoration: 'underline wavy var(--text-warning)',
    textUnderlineOffset: '3px',
  },
  '.filter-text-isolated': { unicodeBidi: 'isolate' },
  '.filter-text-mark': {
    display: 'inline-block',
    margin: '0 1px',
    padding: '0 3px',
    border: '1px solid currentcolor',
    borderRadius: '3px',
    color: 'var(--text-warning)',
    font: '600 10px / 14px var(--font-mono)',
    direction: 'ltr',
  },
  // Clear of the box around the line: the list is placed at the line itself.
  '.cm-tooltip.cm-tooltip-below': { marginBlockStart: '9px' },
  '.cm-tooltip.cm-tooltip-above': { marginBlockStart: '-9px' },
  // A count is at the end of its line and is never cut off.
  '.filter-text-option-value .cm-completionDetail': { flex: 'none', marginInlineStart: 'auto' },
})

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
  '.cm-tooltip': {
    border: '1px solid var(--border)',
    borderRadius: '8px',
    backgroundColor: 'var(--background-popover)',
    boxShadow: 'var(--shadow)',
    overflow: 'hidden',
    zIndex: '1000',
  },
  // Clear of the box around the line: the list is placed at the line itself.
  '.cm-tooltip.cm-tooltip-below': { marginBlockStart: '9px' },
  '.cm-tooltip.cm-tooltip-above': { marginBlockStart: '-9px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--font)',
    maxHeight: '320px',
    minWidth: 'min(280px, 90vw)',
    maxWidth: 'min(680px, 94vw)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    gap: '16px',
    alignItems: 'baseline',
    padding: '4px 12px',
    lineHeight: '20px',
    color: 'var(--text)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > completion-section': {
    padding: '6px 12px 2px',
    borderBlockEnd: 'none',
    color: 'var(--text-secondary)',
    fontSize: '12px',
    fontWeight: '700',
    lineHeight: '20px',
    opacity: '1',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li:hover': { backgroundColor: 'var(--background-hover)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--background-selected)',
    boxShadow: 'inset 0 0 0 2px var(--border-selected)',
    color: 'var(--text)',
  },
  '.cm-completionLabel': {
    flex: '0 1 auto',
    minInlineSize: '36px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    fontFamily: 'var(--font-mono)',
    fontSize: '13px',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', color: 'var(--text-mark)', fontWeight: '700' },
  '.cm-completionDetail': {
    flex: '0 100 auto',
    marginInlineStart: '0',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    color: 'var(--text-secondary)',
    fontSize: '12px',
    fontStyle: 'normal',
  },
  // A count is at the end of its line and is never cut off.
  '.filter-text-option-value .cm-completionDetail': { flex: 'none', marginInlineStart: 'auto' },
})

import { EditorView } from '@codemirror/view'

/** The list of suggestions of an editor, in the colours of the page. */
export const completionTheme = EditorView.theme({
  '.cm-tooltip': {
    border: '1px solid var(--border)',
    borderRadius: '8px',
    backgroundColor: 'var(--background-popover)',
    boxShadow: 'var(--shadow)',
    overflow: 'hidden',
    zIndex: '1000',
  },
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
})

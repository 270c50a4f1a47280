import Button from '@cloudscape-design/components/button'
import type { EditorView } from '@codemirror/view'
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState, type Ref } from 'react'
import type { Filter } from '../../../../filter/filter.ts'
import type { ResolvedQuery } from '../../../models/queries/resolvedQuery.ts'
import { useStatus } from '../../../models/queries/useStatus.ts'
import { SafeText } from '../../../ui/SafeText.tsx'
import { FilterHints } from '../FilterHints.tsx'
import { draftOf, isUnapplied } from './filterDraft.ts'
import { filterEditor, showText } from './filterEditor.ts'
import type { LineNotes, LineProblem } from './lineState.ts'
import { readLine } from './readLine.ts'
import { suggestionData } from './suggestionData.ts'
import { keepDraft, useFilterDraft } from './useFilterDraft.ts'
import './FilterText.css'

export interface FilterTextProps {
  readonly filter: Filter
  /** The query in which suggestions are counted. */
  readonly query: ResolvedQuery
  readonly onFilter: (filter: Filter) => void
  /** The user is waiting to type in it. */
  readonly awaited: boolean
  /** Called on Escape when there is nothing to undo. */
  readonly onLeave: () => void
  readonly ref?: Ref<{ focus: () => void }>
}

const NOTHING_NOTED: LineNotes = { problems: [], hints: [] }

/**
 * The whole filter as one line of text. The draft is kept until it is applied or undone, even when
 * the user leaves the page; `follow` merges changes of the filter that are made elsewhere.
 */
export function FilterText({ filter, query, onFilter, onLeave, ref }: FilterTextProps) {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView>(null)
  const status = useStatus().data
  const draft = useFilterDraft(filter)
  const unapplied = isUnapplied(draft)
  const [{ problems, hints }, setNotes] = useState<LineNotes>(NOTHING_NOTED)

  const act = {
    apply: (text: string) => onFilter(readLine(text).filter),
    revert: () => keepDraft(draftOf(filter)),
    escape: () => (unapplied ? keepDraft(draftOf(filter)) : onLeave()),
    clear: () => onFilter({ ...filter, tokens: [], text: '' }),
  }
  const latest = useRef({ filter, query, status, act })
  useLayoutEffect(() => {
    latest.current = { filter, query, status, act }
  })

  useLayoutEffect(() => {
    const view = filterEditor(
      host.current!,
      draft.text,
      suggestionData(() => latest.current),
      {
        onText: (text) => keepDraft({ text, applied: latest.current.filter }),
        onApply: (text) => latest.current.act.apply(text),
        onEscape: () => latest.current.act.escape(),
        onNotes: setNotes,
      },
    )
    editor.current = view
    return () => view.destroy()
    // oxlint-disable-next-line react/exhaustive-deps -- the editor lives as long as its place; `showText` brings it up to date
  }, [])
  useImperativeHandle(ref, () => ({ focus: () => editor.current?.focus() }), [])
  useEffect(() => {
    if (editor.current) showText(editor.current, draft.text)
  }, [draft.text])

  const isUnhinted = (problem: LineProblem) =>
    hints.every(({ from, to }) => problem.from < from || problem.to > to)
  return (
    <div className="filter-text">
      <div className={`filter-text-box${unapplied ? ' filter-text-box-unapplied' : ''}`}>
        <div ref={host} className="filter-text-host" onClick={() => editor.current?.focus()} />
        {unapplied && (
          <div className="filter-text-actions">
            <span className="filter-text-note">Not applied</span>
            <Button variant="inline-link" onClick={() => act.apply(draft.text)}>
              Press Enter to apply
            </Button>
            <Button
              variant="inline-icon"
              iconName="undo"
              ariaLabel="Back to the applied filter"
              onClick={act.revert}
            />
          </div>
        )}
        {!unapplied && draft.text !== '' && (
          <div className="filter-text-actions">
            <Button variant="inline-icon" iconName="close" ariaLabel="Clear filters" onClick={act.clear} />
          </div>
        )}
      </div>
      <div role="status" className={`filter-bar-notes${unapplied ? ' filter-bar-notes-typing' : ''}`}>
        {problems.some(isUnhinted) && (
          <ul className="filter-text-problems">
            {problems.filter(isUnhinted).map(({ from, to, reason }) => (
              <li key={from}>
                <code>
                  <SafeText text={draft.text.slice(from, to)} />
                </code>{' '}
                <SafeText text={reason} />
              </li>
            ))}
          </ul>
        )}
        <FilterHints
          text={draft.text}
          hints={unapplied ? hints.slice(-1) : hints}
          onText={(text) => keepDraft({ text, applied: filter })}
        />
      </div>
    </div>
  )
}

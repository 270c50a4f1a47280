import type { EditorView } from '@codemirror/view'
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, type Ref } from 'react'
import { EVERYTHING } from '../../../filter/filter.ts'
import { currentNow } from '../../models/queries/refreshes.ts'
import { resolveQuery } from '../../models/queries/resolvedQuery.ts'
import { fetchFieldValues } from '../../models/queries/useFieldValues.ts'
import { fetchPaths } from '../../models/queries/usePaths.ts'
import type { SuggestionData } from './completions.ts'
import { showProblem } from './problemMark.ts'
import { goTo, showText, sqlEditor } from './sqlEditor.ts'
import './SqlEditor.css'

export interface SqlEditorHandle {
  readonly focus: () => void
  /** Puts the caret at a place of the statement. */
  readonly goTo: (position: number) => void
}

export interface SqlEditorProps {
  readonly text: string
  readonly onText: (text: string) => void
  readonly onRun: () => void
  /** Where the statement that was run has a problem; null for nowhere. */
  readonly problemAt: number | null
  readonly ref?: Ref<SqlEditorHandle>
}

const SUGGESTED = 50

const DATA: SuggestionData = {
  values: async (field, contains, signal) => {
    const query = resolveQuery(EVERYTHING, 'newest', 0, currentNow())
    return (await fetchFieldValues(query, { field, limit: SUGGESTED, contains }, signal)).values
  },
  paths: async (contains, signal) => (await fetchPaths(contains, SUGGESTED, signal)).paths,
}

/** The statement, with suggestions from the table and from the events. */
export function SqlEditor({ text, onText, onRun, problemAt, ref }: SqlEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView>(null)
  const latest = useRef({ text, onText, onRun })
  useLayoutEffect(() => {
    latest.current = { text, onText, onRun }
  })
  useLayoutEffect(() => {
    const view = sqlEditor(host.current!, latest.current.text, DATA, {
      onText: (changed) => latest.current.onText(changed),
      onRun: () => latest.current.onRun(),
    })
    editor.current = view
    return () => view.destroy()
  }, [])
  useEffect(() => {
    if (editor.current) showText(editor.current, text)
  }, [text])
  useEffect(() => {
    if (editor.current) showProblem(editor.current, problemAt)
  }, [problemAt])
  useImperativeHandle(
    ref,
    () => ({
      focus: () => editor.current?.focus(),
      goTo: (position) => editor.current && goTo(editor.current, position),
    }),
    [],
  )
  return <div ref={host} className="sql-editor" onClick={() => editor.current?.focus()} />
}

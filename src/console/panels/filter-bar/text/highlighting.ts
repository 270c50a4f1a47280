import { RangeSetBuilder, type Extension } from '@codemirror/state'
import {
  Decoration,
  EditorView,
  ViewPlugin,
  WidgetType,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view'
import type { TextSpan } from '../../../../filter/textSpans.ts'
import { isPlain, visibleParts } from '../../../ui/invisibleCharacters.ts'
import { lineState } from './lineState.ts'

interface Highlighted {
  /** The kind of each part. */
  readonly kinds: DecorationSet
  /** Parts that may be written right to left, isolated so that their neighbours stay in place. */
  readonly isolates: DecorationSet
  /** What is probably not meant as it is read. */
  readonly doubts: DecorationSet
  /** Marks that replace invisible characters. */
  readonly marks: DecorationSet
}

/** Colours the visible text and marks its invisible characters. */
export const highlighting: Extension = ViewPlugin.define(
  (view) => {
    const plugin = {
      shown: highlight(view),
      update(update: ViewUpdate) {
        const changed = update.startState.field(lineState) !== update.state.field(lineState)
        if (changed || update.viewportChanged) plugin.shown = highlight(update.view)
      },
    }
    return plugin
  },
  {
    provide: (plugin) => {
      const shown = (view: EditorView) => view.plugin(plugin)?.shown
      const set = (part: keyof Highlighted) => (view: EditorView) => shown(view)?.[part] ?? Decoration.none
      return [
        EditorView.decorations.of(set('kinds')),
        EditorView.decorations.of(set('doubts')),
        EditorView.decorations.of(set('marks')),
        EditorView.atomicRanges.of(set('marks')),
        EditorView.bidiIsolatedRanges.of(set('isolates')),
      ]
    },
  },
)

function highlight(view: EditorView): Highlighted {
  const kinds = new RangeSetBuilder<Decoration>()
  const isolates = new RangeSetBuilder<Decoration>()
  const marks = new RangeSetBuilder<Decoration>()
  const { spans, notes } = view.state.field(lineState)
  const judged = new Set<TextSpan>(notes.problems)
  const text = view.state.doc.toString()
  const markHidden = (from: number, to: number) => {
    const part = text.slice(from, to)
    if (isPlain(part)) return
    let at = from
    for (const { text: hidden, mark, title } of visibleParts(part)) {
      if (mark !== null)
        marks.add(at, at + hidden.length, Decoration.replace({ widget: new Mark(mark, title) }))
      at += hidden.length
    }
  }
  for (const { from, to } of view.visibleRanges) {
    let at = from
    for (const span of spans) {
      if (span.to <= from || span.from >= to) continue
      const start = Math.max(span.from, from)
      const end = Math.min(span.to, to)
      const isolated = !isPlain(text.slice(start, end))
      const decoration = DECORATIONS[classOf(span, judged.has(span))][isolated ? 'isolated' : 'plain']
      kinds.add(start, end, decoration)
      if (isolated) isolates.add(start, end, decoration)
      // Between the spans there is white space, some of which is invisible too.
      markHidden(at, start)
      markHidden(start, end)
      at = end
    }
    markHidden(at, to)
  }
  const doubts = Decoration.set(notes.hints.map(({ from, to }) => DOUBTFUL.range(from, to)))
  return { kinds: kinds.finish(), isolates: isolates.finish(), doubts, marks: marks.finish() }
}

const DOUBTFUL = Decoration.mark({ class: 'filter-text-doubtful' })

type SpanClass = TextSpan['kind'] | 'unfinished'

const classOf = ({ kind }: TextSpan, judged: boolean): SpanClass =>
  kind === 'unreadable' && !judged ? 'unfinished' : kind

const decorationsOf = (name: SpanClass) => ({
  plain: Decoration.mark({ class: `filter-text-${name}` }),
  isolated: Decoration.mark({
    class: `filter-text-${name} filter-text-isolated`,
    attributes: { dir: 'auto' },
    bidiIsolate: null,
  }),
})

const DECORATIONS = {
  field: decorationsOf('field'),
  operator: decorationsOf('operator'),
  value: decorationsOf('value'),
  key: decorationsOf('key'),
  word: decorationsOf('word'),
  phrase: decorationsOf('phrase'),
  joining: decorationsOf('joining'),
  unreadable: decorationsOf('unreadable'),
  unfinished: decorationsOf('unfinished'),
} satisfies Record<SpanClass, unknown>

class Mark extends WidgetType {
  readonly mark: string
  readonly title: string

  constructor(mark: string, title: string) {
    super()
    this.mark = mark
    this.title = title
  }

  override eq(other: Mark): boolean {
    return other.mark === this.mark && other.title === this.title
  }

  override toDOM(): HTMLElement {
    const element = document.createElement('span')
    element.className = 'filter-text-mark'
    element.textContent = this.mark
    element.title = this.title
    return element
  }
}

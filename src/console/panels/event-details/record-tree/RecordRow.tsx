import type { MouseEvent } from 'react'
import { asksForMenu } from '../../../ui/asksForMenu.ts'
import { formatCount } from '../../../ui/numbers.ts'
import { spellOutInvisible } from '../../../ui/invisibleCharacters.ts'
import { keyText, valueText } from '../../../models/record/jsonDocument.ts'
import { RecordText, type MarkedStretch } from './RecordText.tsx'
import { MASK } from './secrets.ts'
import { DEEPEST_INDENT } from '../../../models/record/printLines.ts'
import { LONG_STRING, rowDepth, type TreeRow } from './treeRows.ts'
import './RecordRow.css'

export interface RecordRowProps {
  readonly row: TreeRow
  readonly id: string
  readonly active: boolean
  /** Null when there is nothing to expand. */
  readonly expanded: boolean | null
  readonly masked: boolean
  readonly marks: readonly MarkedStretch[]
  readonly onActivate: () => void
  readonly onToggle: () => void
  readonly onReveal: () => void
  readonly onMenu: (x: number, y: number) => void
}

/** One row of the tree: `"key": value,` after its expand button. */
export function RecordRow(props: RecordRowProps) {
  const { row, id, active, expanded, onActivate, onToggle, onMenu } = props
  const { line } = row
  const isClose = line.kind === 'close'
  const depth = rowDepth(row)

  const onClick = () => {
    // A drag that selected text is not a click.
    if (document.getSelection()?.isCollapsed !== false) onActivate()
  }
  const onContextMenu = (domEvent: MouseEvent) => {
    if (isClose || !asksForMenu(domEvent)) return
    domEvent.preventDefault()
    onActivate()
    onMenu(domEvent.clientX, domEvent.clientY)
  }
  const item = {
    role: 'treeitem',
    'aria-level': depth + 1,
    'aria-setsize': row.chunk ? undefined : (line.parent?.size ?? 1),
    'aria-posinset': row.chunk ? undefined : line.position + 1,
    'aria-selected': active,
    'aria-expanded': expanded ?? undefined,
    'aria-label': labelOf(props),
  }
  return (
    <div
      id={id}
      className="record-row"
      data-active={active || undefined}
      data-within={row.tree.within !== null || row.chunk !== null || undefined}
      style={{ paddingInlineStart: `calc(24px + ${Math.min(depth, DEEPEST_INDENT) * 2}ch)` }}
      onClick={onClick}
      onContextMenu={onContextMenu}
      {...(isClose ? { role: 'none' } : item)}
    >
      <span
        className="record-row__fold"
        data-expanded={expanded ?? undefined}
        onMouseDown={(domEvent) => domEvent.preventDefault()}
        onClick={expanded === null ? undefined : onToggle}
      />
      <RowContent {...props} />
      {!isClose && (
        <button
          className="record-row__more"
          type="button"
          tabIndex={-1}
          aria-hidden="true"
          title="Actions (Enter)"
          onClick={(domEvent) => {
            const box = domEvent.currentTarget.getBoundingClientRect()
            onActivate()
            onMenu(box.left, box.bottom)
          }}
        >
          ⋯
        </button>
      )}
    </div>
  )
}

function RowContent({ row, expanded, masked, marks, onReveal }: RecordRowProps) {
  const { line, chunk } = row
  const { document } = row.tree
  const { text } = document
  if (chunk) {
    return (
      <span className="record-row__string">
        <RecordText text={text} start={chunk.start} end={chunk.end} marks={marks} />
      </span>
    )
  }
  const long = line.kind === 'string' && line.end - line.start > LONG_STRING
  const shownEnd = long ? line.start + LONG_STRING : line.end
  return (
    <>
      {line.keyStart >= 0 && (
        <>
          <span className="record-row__key">
            <RecordText text={text} start={line.keyStart} end={line.keyEnd} marks={marks} />
          </span>
          {': '}
        </>
      )}
      {line.kind === 'open' || line.kind === 'close' || line.kind === 'empty' ? (
        valueText(document, line)
      ) : masked ? (
        <>
          <span className="record-row__string">{MASK}</span>
          <button
            className="record-row__reveal"
            type="button"
            tabIndex={-1}
            aria-hidden="true"
            onClick={onReveal}
          >
            Reveal
          </button>
        </>
      ) : (
        <span className={`record-row__${line.kind}`}>
          <RecordText text={text} start={line.start} end={shownEnd} marks={marks} />
        </span>
      )}
      {long && !masked && expanded !== true && (
        <span className="record-row__note">… {formatCount(line.end - shownEnd)} more characters</span>
      )}
      {line.kind === 'open' && expanded === false && (
        <>
          <span className="record-row__note">
            {formatCount(line.size)} {line.size === 1 ? 'item' : 'items'}
          </span>
          {text[line.start] === '{' ? '}' : ']'}
        </>
      )}
      {(line.kind === 'open' && expanded === false ? document.lines[line.last]?.comma : line.comma) && ','}
      {line.duplicate && <span className="record-row__note record-row__note--warning">duplicate key</span>}
      {expanded === true && line.kind === 'string' && (
        <span className="record-row__note">{long ? 'opened below' : 'JSON, opened below'}</span>
      )}
    </>
  )
}

function labelOf({ row, masked }: RecordRowProps): string {
  const { line, chunk } = row
  const { document } = row.tree
  if (chunk) return spellOutInvisible(document.text.slice(chunk.start, chunk.end))
  const key = keyText(document, line)
  const isObject = document.text[line.start] === '{'
  const value =
    line.kind === 'open'
      ? `${isObject ? 'object' : 'array'}, ${line.size} ${line.size === 1 ? 'item' : 'items'}`
      : line.kind === 'empty'
        ? `empty ${isObject ? 'object' : 'array'}`
        : masked
          ? 'masked, press Space to reveal'
          : spellOutInvisible(document.text.slice(line.start, Math.min(line.end, line.start + LONG_STRING)))
  const name = key === null ? String(line.position) : spellOutInvisible(key.slice(1, -1))
  return `${row.line.parent ? `${name}: ` : ''}${value}${line.duplicate ? ', duplicate key' : ''}`
}

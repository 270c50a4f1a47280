import { useCallback, useRef, useState, type PointerEvent } from 'react'

/** Pixels that a pointer moves before a press becomes a drag. */
const THRESHOLD = 6
/** Pixels from the edge of the list within which a drag scrolls it sideways. */
const EDGE = 40

/** A dragged column, and the column it would be dropped before: null after the last one. */
export interface ColumnDrag {
  readonly column: string
  readonly before: string | null
}

/**
 * Moves columns by dragging their headers with a mouse or a pen; a finger scrolls instead. Escape
 * cancels. The header cells are found by `data-column`.
 */
export function useColumnDrag(onDrop: (drag: ColumnDrag) => void) {
  const [drag, setDrag] = useState<ColumnDrag | null>(null)
  // A drag ends with a click on the element it started from.
  const justDragged = useRef(false)

  const onPointerDown = useCallback(
    (domEvent: PointerEvent<HTMLElement>) => {
      justDragged.current = false
      const target = domEvent.target instanceof Element ? domEvent.target : null
      const cell = target?.closest<HTMLElement>('[data-column]')
      const column = cell?.dataset['column']
      if (column === undefined || domEvent.button !== 0 || domEvent.pointerType === 'touch') return
      if (target?.closest('[role="separator"]')) return
      const header = domEvent.currentTarget
      const startX = domEvent.clientX
      let current: ColumnDrag | null = null

      const onMove = ({ clientX }: globalThis.PointerEvent) => {
        if (current === null && Math.abs(clientX - startX) < THRESHOLD) return
        justDragged.current = true
        scrollSideways(header.parentElement, clientX)
        current = { column, before: columnBehind(header, clientX) }
        setDrag(current)
      }
      const end = (dropped: boolean) => {
        removeEventListener('pointermove', onMove)
        removeEventListener('pointerup', onUp)
        removeEventListener('pointercancel', onCancel)
        removeEventListener('keydown', onKeyDown, true)
        setDrag(null)
        if (dropped && current) onDrop(current)
      }
      const onUp = () => end(true)
      const onCancel = () => end(false)
      const onKeyDown = (key: KeyboardEvent) => {
        if (key.key !== 'Escape' || current === null) return
        key.preventDefault()
        key.stopPropagation()
        end(false)
      }
      addEventListener('pointermove', onMove)
      addEventListener('pointerup', onUp)
      addEventListener('pointercancel', onCancel)
      addEventListener('keydown', onKeyDown, true)
    },
    [onDrop],
  )

  return { drag, onPointerDown, wasDragged: useCallback(() => justDragged.current, []) }
}

/** The first column whose middle is to the right of the pointer. */
function columnBehind(header: HTMLElement, clientX: number): string | null {
  const cells = [...header.querySelectorAll<HTMLElement>('[data-column]')]
  const behind = cells.find((cell) => {
    const { left, width } = cell.getBoundingClientRect()
    return clientX < left + width / 2
  })
  return behind?.dataset['column'] ?? null
}

function scrollSideways(list: HTMLElement | null, clientX: number): void {
  if (!list) return
  const { left, right } = list.getBoundingClientRect()
  if (clientX > right - EDGE) list.scrollLeft += 16
  else if (clientX < left + EDGE) list.scrollLeft -= 16
}

import { createContext, useContext, useRef, useState, type ReactNode } from 'react'
import { currentPreferences, prefer, usePreferences } from '../models/preferences/usePreferences.ts'
import { useMeasured } from '../ui/useMeasured.ts'
import { panelPlace, type PanelPlace, type PanelRoom } from './panelPlace.ts'
import { ResizeHandle } from './ResizeHandle.tsx'
import { useMarkedWidth } from './useMarkedWidth.ts'
import './SplitView.css'

const Place = createContext<PanelPlace['kind']>('side')

/** Where the panel is drawn, for its content. */
export const usePanelPlace = (): PanelPlace['kind'] => useContext(Place)

export interface SplitViewProps {
  /** Null while the panel is closed. */
  readonly panel: ReactNode
  readonly children: ReactNode
}

/**
 * The content of a page and a panel beside or below it. In a narrow window the panel covers the
 * content, which stays as it is below: its scroll position is there when the panel is closed.
 */
export function SplitView({ panel, children }: SplitViewProps) {
  const position = usePreferences((preferences) => preferences.splitPanelPosition)
  const preferred = usePreferences((preferences) => preferences.splitPanelSize)
  const frame = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState<PanelRoom>({ width: innerWidth, height: innerHeight })
  const [dragged, setDragged] = useState<number | null>(null)
  const isOpen = panel !== null
  // Also while it is closed: opening it then needs no second drawing.
  useMeasured(frame, ({ clientWidth: width, clientHeight: height }) =>
    setRoom((before) => (before.width === width && before.height === height ? before : { width, height })),
  )
  useMarkedWidth(content)

  const place = isOpen ? panelPlace(room, position, dragged ?? preferred) : null
  return (
    <div ref={frame} className="split-view" data-panel={place?.kind}>
      <div ref={content} className="split-view__content" inert={place?.kind === 'cover'}>
        {children}
      </div>
      {place && (
        <Place value={place.kind}>
          {place.kind !== 'cover' && (
            <ResizeHandle
              place={place}
              onDrag={setDragged}
              onResize={(size) => {
                setDragged(null)
                prefer({ splitPanelSize: size })
              }}
            />
          )}
          <div
            className="split-view__panel"
            style={place.kind === 'cover' ? undefined : { flexBasis: place.size }}
          >
            {panel}
          </div>
        </Place>
      )}
    </div>
  )
}

/** Moves the panel from beside the content below it, or back. */
export function movePanel(): void {
  const position = currentPreferences().splitPanelPosition === 'side' ? 'bottom' : 'side'
  prefer({ splitPanelPosition: position, splitPanelSize: null })
}

import { IconButton } from '../../ui/IconButton.tsx'

export interface HistogramButtonsProps {
  readonly ranged: boolean
  readonly onShift: (way: -1 | 1) => void
  readonly onUndo: (() => void) | null
  readonly onCollapse: () => void
}

/** The time range moved and undone by buttons, for those who do not drag. */
export const HistogramButtons = ({ ranged, onShift, onUndo, onCollapse }: HistogramButtonsProps) => (
  <div className="histogram__buttons">
    {ranged && <IconButton icon="left" label="Earlier" onClick={() => onShift(-1)} />}
    {ranged && <IconButton icon="right" label="Later" onClick={() => onShift(1)} />}
    {onUndo && <IconButton icon="undo" label="Undo zoom" onClick={onUndo} />}
    <IconButton icon="up" label="Hide histogram" onClick={onCollapse} />
  </div>
)

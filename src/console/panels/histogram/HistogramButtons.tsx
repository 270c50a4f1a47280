import { IconButton } from '../../ui/IconButton.tsx'

export interface HistogramButtonsProps {
  readonly ranged: boolean
  readonly onShift: (way: -1 | 1) => void
  readonly onUndo: (() => void) | null
}

/** The time range moved and undone by buttons, for those who neither drag nor double-click. */
export const HistogramButtons = ({ ranged, onShift, onUndo }: HistogramButtonsProps) => (
  <div className="histogram__buttons">
    {ranged && <IconButton icon="left" label="Earlier" onClick={() => onShift(-1)} />}
    {ranged && <IconButton icon="right" label="Later" onClick={() => onShift(1)} />}
    {onUndo && <IconButton icon="undo" label="Back to the time range before" onClick={onUndo} />}
  </div>
)

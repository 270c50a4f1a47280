export interface HistogramButtonsProps {
  readonly ranged: boolean
  readonly onShift: (way: -1 | 1) => void
  readonly onUndo: (() => void) | null
}

/** What drawing and double clicking do, for those who do neither. */
export function HistogramButtons({ ranged, onShift, onUndo }: HistogramButtonsProps) {
  const button = (label: string, path: string, onClick: () => void) => (
    <button className="histogram__button" type="button" aria-label={label} title={label} onClick={onClick}>
      <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
        <path d={path} />
      </svg>
    </button>
  )
  return (
    <div className="histogram__buttons">
      {ranged && button('Earlier', 'M10.5 3l-5 5 5 5', () => onShift(-1))}
      {ranged && button('Later', 'M5.5 3l5 5-5 5', () => onShift(1))}
      {onUndo &&
        button('Back to the time range before', 'M6 3L2.5 6.5 6 10M3 6.5h6.5a4 4 0 0 1 0 7H6', onUndo)}
    </div>
  )
}

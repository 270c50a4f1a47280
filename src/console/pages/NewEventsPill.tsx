import { countOf } from '../ui/numbers.ts'
import './NewEventsPill.css'

/** Says that there is more, and waits: new events never move the reader. */
export function NewEventsPill({ count, onShow }: { readonly count: number; readonly onShow: () => void }) {
  return (
    <div className="new-events-pill" role="status">
      <button type="button" onClick={onShow}>
        {countOf(count, 'new event')}
      </button>
    </div>
  )
}

import Button from '@cloudscape-design/components/button'
import { prefer, usePreferences } from '../../models/preferences/usePreferences.ts'
import './TourOffer.css'

/** Offers the tour once. */
export function TourOffer({ onStart }: { readonly onStart: () => void }) {
  const isNew = usePreferences(({ tour }) => tour === 'new')
  if (!isNew) return null
  return (
    <section className="tour-offer" aria-label="Tour">
      <p>
        <strong>New to CloudTrail?</strong> The tour takes a minute: act, wait, refresh, find and open the
        event.
      </p>
      <span>
        <Button onClick={onStart}>Start the tour</Button>
        <Button variant="link" onClick={() => prefer({ tour: 'over' })}>
          No, thanks
        </Button>
      </span>
    </section>
  )
}

import './ListPlaceholder.css'

/** Fills the place of the list until the first response, so that nothing moves when it arrives. */
export function ListPlaceholder() {
  return (
    <div className="list-placeholder" aria-busy="true" aria-label="Loading events">
      {Array.from({ length: 12 }, (_, row) => (
        <span key={row} />
      ))}
    </div>
  )
}

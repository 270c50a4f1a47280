import './ListPlaceholder.css'

/** The list's place before the first answer of a visit, so that nothing jumps when it comes. */
export function ListPlaceholder() {
  return (
    <div className="list-placeholder" aria-busy="true" aria-label="Events are being looked up">
      {Array.from({ length: 12 }, (_, row) => (
        <span key={row} />
      ))}
    </div>
  )
}

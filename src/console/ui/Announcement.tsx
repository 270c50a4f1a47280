import { useAnnouncement } from './announce.ts'
import './Announcement.css'

/**
 * The live region of the page. What it says without showing it is on the page already: counts,
 * that nothing matches, the live tail.
 */
export function Announcement() {
  const { text, shown } = useAnnouncement()
  return (
    <div className="announcement" role="status">
      {text !== '' && <span className={shown ? 'announcement__text' : 'visually-hidden'}>{text}</span>}
    </div>
  )
}

import { useAnnouncement } from './announce.ts'
import './Announcement.css'

/**
 * The live region of the page. It speaks only of what is also visible: counts, that nothing
 * matches, the live tail.
 */
export function Announcement() {
  const { text, shown } = useAnnouncement()
  return (
    <div className="announcement" role="status">
      {text !== '' && <span className={shown ? 'announcement__text' : 'visually-hidden'}>{text}</span>}
    </div>
  )
}

import { useAnnouncement } from './announce.ts'
import './Announcement.css'

/** Announces what was just done, on screen and to screen readers. */
export function Announcement() {
  const text = useAnnouncement((state) => state.text)
  return (
    <div className="announcement" role="status">
      {text !== '' && <span className="announcement__text">{text}</span>}
    </div>
  )
}

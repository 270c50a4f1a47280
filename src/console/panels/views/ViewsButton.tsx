import Button from '@cloudscape-design/components/button'
import { openViewsDialog } from './viewsDialog.ts'
import './ViewsButton.css'

const open = () => openViewsDialog({ kind: 'views' })

/** Opens the views. In a small window it is an icon, so that the buttons stay on two lines. */
export function ViewsButton() {
  return (
    <>
      <span className="views-button-wide">
        <Button onClick={open}>Views</Button>
      </span>
      <span className="views-button-narrow">
        <Button variant="icon" iconName="list-view" ariaLabel="Views" onClick={open} />
      </span>
    </>
  )
}

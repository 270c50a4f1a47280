import Button from '@cloudscape-design/components/button'
import { openViewsDialog } from './viewsDialog.ts'
import './ViewsButton.css'

const open = () => openViewsDialog({ kind: 'views' })

/** Opens the views; in a small window an icon, so that the buttons keep to their two lines. */
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

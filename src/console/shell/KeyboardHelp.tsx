import Modal from '@cloudscape-design/components/modal'
import './KeyboardHelp.css'

const SHORTCUTS: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['/'], 'Go to the filter'],
  [['f'], 'To the facets, and away from them'],
  [['o', '-'], 'In the facets: only this value, not this value'],
  [['j', '↓'], 'Next row'],
  [['k', '↑'], 'Previous row'],
  [['Page Down', 'Page Up'], 'A window of rows'],
  [['Home', 'End'], 'First and last row'],
  [['→', '←'], 'Next and previous cell of the row'],
  [['Enter'], 'Open the event'],
  [['.', 'Menu'], 'What can be done with the cell’s value'],
  [['c'], 'Copy the selected rows, or the active one'],
  [['Space'], 'Select the event, to compare or copy it'],
  [[']', '['], 'Next and previous event, opened'],
  [['Esc'], 'Close the event'],
  [['v'], 'Views: saved ones, presets, what was asked lately'],
  [['r'], 'Refresh'],
  [['?'], 'This help'],
]

export function KeyboardHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal visible header="Keyboard shortcuts" onDismiss={onClose} closeAriaLabel="Close">
      <dl className="keyboard-help">
        {SHORTCUTS.map(([keys, does]) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}

import Modal from '@cloudscape-design/components/modal'
import { ALL_COMMANDS, COMMAND_GROUPS } from '../models/commands/catalogue.ts'
import { keyName } from '../models/commands/keys.ts'
import './KeyboardHelp.css'

/** Every key of the console, on all pages. */
export function KeyboardHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal visible size="large" header="Keyboard shortcuts" onDismiss={onClose} closeAriaLabel="Close">
      <div className="keyboard-help">
        {COMMAND_GROUPS.map((group) => {
          const keyed = ALL_COMMANDS.filter((each) => each.group === group && (each.keys ?? each.partKeys))
          return (
            keyed.length > 0 && (
              <section key={group}>
                <h3>{group}</h3>
                <dl>
                  {keyed.map(({ id, name, keys = [], partKeys = [] }) => (
                    <div key={id}>
                      <dt>
                        {[...keys, ...partKeys].map((key) => (
                          <kbd key={key}>{keyName(key)}</kbd>
                        ))}
                      </dt>
                      <dd>{name}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            )
          )
        })}
      </div>
    </Modal>
  )
}

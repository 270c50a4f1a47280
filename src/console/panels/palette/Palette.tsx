import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { findEntries, type PaletteEntry, type PaletteSection, type PaletteStep } from './findEntries.ts'
import './Palette.css'

export interface PaletteProps {
  /** The first step. */
  readonly start: PaletteStep
  /** The text that was typed before the palette had loaded. */
  readonly typedAhead: string
  readonly onClose: () => void
}

/**
 * A dialog with one input that searches whatever the present step offers. The focus returns to
 * where it was before the chosen entry runs.
 */
export function Palette({ start, typedAhead, onClose }: PaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [steps, setSteps] = useState<readonly PaletteStep[]>([])
  const [wasLeft, setWasLeft] = useState(false)
  const chosen = useRef<PaletteEntry | null>(null)
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal()
  }, [])
  const step = steps.at(-1) ?? start
  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label="Command palette"
      onClose={() => {
        onClose()
        chosen.current?.run?.()
      }}
      onMouseDown={(domEvent) => domEvent.target === dialog.current && dialog.current.close()}
    >
      <Step
        key={steps.length}
        step={step}
        typedAhead={wasLeft ? '' : typedAhead}
        isFirst={steps.length === 0}
        onChoose={(entry) => {
          if (entry.leadsTo) {
            setWasLeft(true)
            return setSteps([...steps, entry.leadsTo])
          }
          chosen.current = entry
          dialog.current?.close()
        }}
        onBack={() => setSteps(steps.slice(0, -1))}
        onClose={() => dialog.current?.close()}
      />
    </dialog>
  )
}

interface StepProps {
  readonly step: PaletteStep
  readonly typedAhead: string
  readonly isFirst: boolean
  readonly onChoose: (entry: PaletteEntry) => void
  readonly onBack: () => void
  readonly onClose: () => void
}

function Step(props: StepProps) {
  const [typed, setTyped] = useState(props.typedAhead)
  const { Find } = props.step
  return (
    <Find typed={typed}>
      {(sections) => (
        <Choice {...props} typed={typed} onTyped={setTyped} sections={findEntries(sections, typed)} />
      )}
    </Find>
  )
}

interface ChoiceProps extends StepProps {
  readonly typed: string
  readonly onTyped: (typed: string) => void
  readonly sections: readonly PaletteSection[]
}

/** A combobox whose list is always open. */
function Choice({ step, isFirst, onChoose, onBack, onClose, typed, onTyped, sections }: ChoiceProps) {
  const id = useId()
  const [wanted, setWanted] = useState(0)
  const entries = sections.flatMap((section) => section.entries)
  const active = Math.min(wanted, entries.length - 1)
  const optionId = (index: number) => `${id}-${index}`
  const list = useRef<HTMLDivElement>(null)
  const activeId = entries[active]?.id
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
    if (active === 0) list.current?.scrollTo({ top: 0 })
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another entry may take its place
  }, [active, activeId])

  const onKeyDown = (domEvent: KeyboardEvent) => {
    // Keys belong to the input method while a word is being composed.
    if (domEvent.nativeEvent.isComposing) return
    const last = entries.length - 1
    const entry = entries[active]
    const next = {
      ArrowDown: active >= last ? 0 : active + 1,
      ArrowUp: active <= 0 ? last : active - 1,
      PageDown: Math.min(last, active + 8),
      PageUp: Math.max(0, active - 8),
    }[domEvent.key]
    if (next !== undefined) setWanted(Math.max(0, next))
    else if (domEvent.key === 'Enter' && entry) onChoose(entry)
    else if (domEvent.key === 'Backspace' && typed === '' && !isFirst) onBack()
    else if (domEvent.key === 'k' && (domEvent.ctrlKey || domEvent.metaKey)) onClose()
    else return
    domEvent.preventDefault()
  }

  let place = 0
  return (
    <>
      <div className="palette-field">
        {!isFirst && (
          <button type="button" className="palette-back" onClick={onBack}>
            <span aria-hidden="true">‹</span> {spellOutInvisible(step.title)}
          </button>
        )}
        <input
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog starts in its input
          autoFocus
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          aria-activedescendant={active >= 0 ? optionId(active) : undefined}
          aria-label={step.title}
          placeholder={step.placeholder}
          value={typed}
          spellCheck={false}
          autoComplete="off"
          onChange={(domEvent) => {
            onTyped(domEvent.target.value)
            setWanted(0)
          }}
          onKeyDown={onKeyDown}
        />
        <button type="button" className="palette-close" aria-label="Close" onClick={onClose}>
          <kbd>Esc</kbd>
        </button>
      </div>
      <div ref={list} id={`${id}-list`} className="palette-list" role="listbox" aria-label={step.title}>
        {sections.map((section, number) => (
          <div key={section.title} role="group" aria-labelledby={`${id}-title-${number}`}>
            <div id={`${id}-title-${number}`} className="palette-title" role="presentation">
              {spellOutInvisible(section.title)}
            </div>
            {section.entries.length === 0 && (
              <div className="palette-nothing" role="presentation">
                {section.nothing}
              </div>
            )}
            {section.entries.map((entry) => {
              const index = place++
              return (
                <div
                  key={entry.id}
                  id={optionId(index)}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === active}
                  className="palette-option"
                  onPointerMove={() => setWanted(index)}
                  // The input keeps the focus.
                  onMouseDown={(domEvent) => domEvent.preventDefault()}
                  onClick={() => onChoose(entry)}
                >
                  <span className="palette-label">{spellOutInvisible(entry.label)}</span>
                  {entry.detail !== undefined && (
                    <span className="palette-detail">{spellOutInvisible(entry.detail)}</span>
                  )}
                  {entry.note !== undefined && <span className="palette-note">{entry.note}</span>}
                </div>
              )
            })}
          </div>
        ))}
      </div>
      <div className="palette-said" role="status">
        {entries.length === 0 ? 'No matches' : ''}
      </div>
    </>
  )
}

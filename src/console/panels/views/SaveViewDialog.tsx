import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import FormField from '@cloudscape-design/components/form-field'
import Input, { type InputProps } from '@cloudscape-design/components/input'
import RadioGroup from '@cloudscape-design/components/radio-group'
import { useRef, useState, type ReactNode } from 'react'
import { LONGEST_DESCRIPTION, problemOfView, type SavedView } from '../../../api/views.ts'
import { savedQuery, withFixedRange } from '../../models/address/savedQuery.ts'
import { currentColumns } from '../../models/address/useShownColumns.ts'
import { currentView, go } from '../../models/address/useView.ts'
import { currentNow } from '../../models/queries/refreshes.ts'
import { changeView, saveNewView } from '../../models/queries/useViews.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { announce } from '../../ui/announce.ts'
import { countOf } from '../../ui/numbers.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { filterLine } from './viewItems.ts'
import { closeViewsDialog, openViewsDialog } from './viewsDialog.ts'

/** Saves the present view under a name. */
export function SaveViewDialog() {
  const [view] = useState(currentView)
  const [columns] = useState(currentColumns)
  const [nowMs] = useState(currentNow)
  const [openedMs] = useState(Date.now)
  const [name, setName] = useState(view.savedView ?? '')
  const [description, setDescription] = useState('')
  const [isFixed, setFixed] = useState(false)
  const [taken, setTaken] = useState<string | null>(null)
  const fixedView = withFixedRange(view, nowMs, openedMs)
  const canBeFixed = fixedView !== view
  const what = isFixed ? fixedView : view
  const saved: SavedView = {
    name: name.trim(),
    description: description.trim(),
    query: savedQuery({ ...what, columns }),
  }
  const replaces = taken === saved.name

  const save = async () => {
    if (replaces) await changeView(saved.name, saved)
    else if (!(await saveNewView(saved))) return setTaken(saved.name)
    closeViewsDialog()
    go({ ...what, columns, savedView: saved.name }, what === view ? 'replace' : 'push')
    announce(`Saved the view ${spellOutInvisible(saved.name)}`)
  }

  return (
    <ViewForm
      header="Save view"
      saved={saved}
      submit={replaces ? 'Replace' : 'Save'}
      onSubmit={save}
      onCancel={closeViewsDialog}
      onName={setName}
      name={name}
      onDescription={setDescription}
      description={description}
    >
      {replaces && (
        <Alert type="warning">
          A view named “{spellOutInvisible(saved.name)}” already exists. Replace it, or enter another name.
        </Alert>
      )}
      {canBeFixed && (
        <FormField label="Time range">
          <RadioGroup
            ariaLabel="Time range"
            value={isFixed ? 'fixed' : 'relative'}
            onChange={({ detail }) => setFixed(detail.value === 'fixed')}
            items={[
              {
                value: 'relative',
                label: 'Include new events',
                description: 'A relative range ends when the view is opened.',
              },
              {
                value: 'fixed',
                label: 'Fix to these dates',
                description: 'Always the same start and end.',
              },
            ]}
          />
        </FormField>
      )}
      <FormField label="Saved with the view">
        <Box variant="code">{spellOutInvisible(filterLine(what.filter))}</Box>
        <Box color="text-body-secondary">
          The sort order and {countOf(columns.names.length, 'visible column')} are saved too.
        </Box>
      </FormField>
    </ViewForm>
  )
}

/** Changes the name or description of a saved view. */
export function EditViewDialog({ view }: { readonly view: SavedView }) {
  const [name, setName] = useState(view.name)
  const [description, setDescription] = useState(view.description)
  const saved: SavedView = { ...view, name: name.trim(), description: description.trim() }
  const back = () => openViewsDialog({ kind: 'views' })
  const save = async () => {
    await changeView(view.name, { name: saved.name, description: saved.description })
    if (currentView().savedView === view.name) go({ savedView: saved.name }, 'replace')
    back()
  }
  return (
    <ViewForm
      header="Rename view"
      saved={saved}
      submit="Save"
      onSubmit={save}
      onCancel={back}
      onName={setName}
      name={name}
      onDescription={setDescription}
      description={description}
    />
  )
}

interface ViewFormProps {
  readonly header: string
  readonly saved: SavedView
  readonly submit: string
  readonly onSubmit: () => Promise<void>
  readonly onCancel: () => void
  readonly name: string
  readonly onName: (name: string) => void
  readonly description: string
  readonly onDescription: (description: string) => void
  readonly children?: ReactNode
}

function ViewForm(props: ViewFormProps) {
  const { header, saved, submit, onSubmit, onCancel, name, onName, description, onDescription, children } =
    props
  const input = useRef<InputProps.Ref>(null)
  const problem = problemOfView(saved)
  const reasonOf = (field: keyof SavedView, isTried: boolean) =>
    isTried && problem?.field === field ? problem.reason : ''
  return (
    <FormDialog
      header={header}
      submit={submit}
      first={input}
      isValid={!problem}
      problem={reasonOf('query', true)}
      onSubmit={onSubmit}
      onClose={onCancel}
    >
      {({ isTried }) => (
        <>
          <FormField label="Name" errorText={reasonOf('name', isTried)}>
            <Input
              ref={input}
              value={name}
              onChange={({ detail }) => onName(detail.value)}
              placeholder="Denied calls by the build role"
            />
          </FormField>
          <FormField
            label={
              <>
                Description <i>- optional</i>
              </>
            }
            errorText={reasonOf('description', isTried)}
            constraintText={`Up to ${LONGEST_DESCRIPTION} characters.`}
          >
            <Input value={description} onChange={({ detail }) => onDescription(detail.value)} />
          </FormField>
          {children}
        </>
      )}
    </FormDialog>
  )
}

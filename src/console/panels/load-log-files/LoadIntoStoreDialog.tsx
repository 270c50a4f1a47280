import FormField from '@cloudscape-design/components/form-field'
import RadioGroup from '@cloudscape-design/components/radio-group'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { problemOfStoreName, type EventDataStore } from '../../../api/stores.ts'
import { makeStore, openStore, useStores } from '../../models/queries/stores.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { NameDialog } from '../../ui/NameDialog.tsx'
import { countOf } from '../../ui/numbers.ts'
import { forgetLoadRequest, useLoadRequest } from './loadRequest.ts'
import { proposedStoreName } from './proposedStoreName.ts'
import { loadLogFiles } from './useLogFileBatches.ts'

/** Asks where log files should be loaded that were given to the event data store of an account. */
export function LoadIntoStoreDialog() {
  const { data } = useStores()
  // The proposed name depends on those that are taken.
  return data ? <StoreChoice stores={data.stores} /> : null
}

function StoreChoice({ stores }: { readonly stores: readonly EventDataStore[] }) {
  const files = useLoadRequest((state) => state.files)
  const existing = stores.filter(({ source }) => source === 'log-files')
  const [intoNew, setIntoNew] = useState(true)
  const [chosen, setChosen] = useState(existing[0]?.id)
  const load = async (name: string) => {
    const id = intoNew || chosen === undefined ? (await makeStore(name)).id : chosen
    await openStore(id)
    void loadLogFiles(files, id)
  }
  return (
    <NameDialog
      header={existing.length > 0 ? 'Load into another event data store' : 'Load into a new event data store'}
      submit={`Load ${countOf(files.length, 'log file')}`}
      initialName={proposedStoreName(
        files.map(({ name }) => name),
        stores.map(({ name }) => name),
      )}
      problemOf={problemOfStoreName}
      onSubmit={load}
      onClose={forgetLoadRequest}
      hasNoName={!intoNew}
    >
      <SpaceBetween size="m">
        <div>
          This event data store has the events of an account. Log files are loaded into a separate one.
        </div>
        {existing.length > 0 && (
          <RadioGroup
            ariaLabel="Event data store"
            value={intoNew ? 'new' : 'existing'}
            onChange={({ detail }) => setIntoNew(detail.value === 'new')}
            items={[
              { value: 'new', label: 'New event data store' },
              { value: 'existing', label: 'Existing event data store' },
            ]}
          />
        )}
        {!intoNew && (
          <FormField label="Event data store">
            <Select
              selectedOption={optionOf(existing.find(({ id }) => id === chosen))}
              options={existing.map((store) => optionOf(store)!)}
              onChange={({ detail }) => setChosen(detail.selectedOption.value)}
            />
          </FormField>
        )}
      </SpaceBetween>
    </NameDialog>
  )
}

const optionOf = (store: EventDataStore | undefined) =>
  store ? { value: store.id, label: spellOutInvisible(store.name) } : null

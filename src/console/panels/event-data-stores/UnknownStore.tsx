import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { addressedAs, openStore, useStores } from '../../models/queries/stores.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'

/**
 * Shown when the address names an event data store that does not exist, with links to the existing
 * ones.
 */
export function UnknownStore() {
  const stores = useStores().data?.stores ?? []
  return (
    <Box textAlign="center" padding="xxl">
      <SpaceBetween size="m">
        <Box variant="h1">Event data store not found</Box>
        <Box color="text-body-secondary">
          This link names an event data store that does not exist on this server. It may have been deleted.
        </Box>
        <SpaceBetween size="xs" alignItems="center">
          {stores.map((store) => (
            <Button
              key={store.id}
              variant={store.isDefault ? 'primary' : 'normal'}
              onClick={() => void openStore(addressedAs(store))}
            >
              Open {spellOutInvisible(store.name)}
            </Button>
          ))}
        </SpaceBetween>
      </SpaceBetween>
    </Box>
  )
}

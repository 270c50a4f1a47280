import Button from '@cloudscape-design/components/button'
import ButtonDropdown from '@cloudscape-design/components/button-dropdown'
import type { AlarmsResponse } from '../../../api/alarms.ts'
import { LEARNER } from '../../models/queries/learner.ts'
import { useCreateAlarms, type LogGroup } from '../../models/queries/useAlarms.ts'
import { announce } from '../../ui/announce.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'

/** Creates the alarms of all presets, for the log group of a trail. With several, the person chooses one. */
export function CreateAlarms({ data: { logGroups, presets } }: { readonly data: AlarmsResponse }) {
  const { mutate, isPending } = useCreateAlarms(LEARNER)
  const create = (group: LogGroup) =>
    mutate(group, {
      onSuccess: ({ created, failure }) => announce(failure?.message ?? `${created} alarms were created`),
      onError: ({ message }) => announce(message),
    })
  const label = `Create ${presets.length} CIS alarms`
  const [only] = logGroups
  if (logGroups.length <= 1)
    return (
      <Button variant="primary" loading={isPending} onClick={() => only && create(only)}>
        {label}
      </Button>
    )
  return (
    <ButtonDropdown
      variant="primary"
      loading={isPending}
      items={logGroups.map(({ name, region }, at) => ({
        id: String(at),
        text: spellOutInvisible(name),
        secondaryText: region,
      }))}
      onItemClick={({ detail }) => create(logGroups[Number(detail.id)]!)}
    >
      {label}
    </ButtonDropdown>
  )
}

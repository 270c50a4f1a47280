import { formatCount } from '../../ui/numbers.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { groupName, type Group } from './groups.ts'

/** The name of a group: a value as it is, others with their number. */
export function GroupName({ group }: { readonly group: Group }) {
  switch (group.kind) {
    case 'value':
      return <SafeText text={group.value} />
    case 'others':
      return (
        <span className="breakdown-rest">
          {groupName(group)} ({formatCount(group.distinct)} more {group.distinct === 1 ? 'value' : 'values'})
        </span>
      )
    case 'none':
      return <span className="breakdown-rest">{groupName(group)}</span>
  }
}

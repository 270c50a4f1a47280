import type { EventBreakdownResponse } from '../../../api/eventBreakdown.ts'
import { labelOf } from '../../../cloudtrail/fields.ts'
import type { Filter } from '../../../filter/filter.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { inGroup } from './groupFilter.ts'
import { GroupLink } from './GroupLink.tsx'
import { GroupName } from './GroupName.tsx'
import { groupName, groupsOf } from './groups.ts'
import { shareText } from './shares.ts'
import './TopValues.css'

export interface TopValuesProps {
  readonly response: EventBreakdownResponse
  /** The filter whose events were counted. */
  readonly filter: Filter
}

/**
 * Each value of the field with its number of events, as a bar, and as a share of all. Others have no
 * bar: they would be longer than all.
 */
export function TopValues({ response: { by, count }, filter }: TopValuesProps) {
  const groups = groupsOf(by)
  const greatest = Math.max(...by.values.map((each) => each.count))
  return (
    <div className="top-values">
      <table>
        <thead>
          <tr>
            <th scope="col">{labelOf(by.field)}</th>
            <td className="top-values__bar" />
            <th scope="col" className="top-values__number">
              Events
            </th>
            <th scope="col" className="top-values__number">
              Share
            </th>
          </tr>
        </thead>
        <tbody>
          {groups.map(({ group, count: events, index }) => (
            <tr key={index}>
              <th
                scope="row"
                className="top-values__name"
                title={group.kind === 'value' ? spellOutInvisible(group.value) : undefined}
              >
                <span>
                  <GroupName group={group} />
                </span>
              </th>
              <td className="top-values__bar" aria-hidden="true">
                {group.kind === 'value' && <div style={{ inlineSize: `${(100 * events) / greatest}%` }} />}
              </td>
              <td className="top-values__number">
                <GroupLink
                  count={events}
                  filter={inGroup(filter, by, group)}
                  name={spellOutInvisible(groupName(group))}
                />
              </td>
              <td className="top-values__number">{shareText(events, count)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All events</th>
            <td className="top-values__bar" />
            <td className="top-values__number">
              <GroupLink count={count} filter={filter} name="All events" />
            </td>
            <td className="top-values__number">100%</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

import { useState, type MouseEvent } from 'react'
import type { EventResource } from '../../../cloudtrail/event.ts'
import { token } from '../../../filter/edit.ts'
import type { Token } from '../../../filter/filter.ts'
import { asksForMenu } from '../../ui/asksForMenu.ts'
import { formatCount } from '../../ui/numbers.ts'
import { CopyButton } from './CopyButton.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { belowElement, type OnMenu } from './onMenu.ts'
import './detailsTable.css'
import './ResourcesReferenced.css'

export interface ResourcesReferencedProps {
  readonly resources: readonly EventResource[]
  readonly onFilter: (token: Token) => void
  readonly onMenu: OnMenu
}

/**
 * Few people read more, and drawing the thousand resources of a large request would delay the
 * record.
 */
const SHOWN_AT_FIRST = 30

export function ResourcesReferenced({ resources, onFilter, onMenu }: ResourcesReferencedProps) {
  const [isWhole, setIsWhole] = useState(false)
  const hidden = isWhole ? 0 : Math.max(0, resources.length - SHOWN_AT_FIRST)
  const menuOf = (field: 'resourceType' | 'resourceName', value: string | null) => (domEvent: MouseEvent) => {
    if (value === null || !asksForMenu(domEvent)) return
    domEvent.preventDefault()
    onMenu([{ field, value }], { x: domEvent.clientX, y: domEvent.clientY, returnTo: null })
  }
  if (resources.length === 0) {
    return <p className="resources-referenced__none">This event refers to no resources.</p>
  }
  return (
    <div
      className="details-table resources-referenced"
      role="region"
      aria-label="Resources referenced"
      tabIndex={0}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">Resource type</th>
            <th scope="col">Resource name</th>
          </tr>
        </thead>
        <tbody>
          {resources.slice(0, resources.length - hidden).map(({ resourceType, resourceName, derived }) => (
            <tr key={`${resourceType} ${resourceName}`}>
              <td onContextMenu={menuOf('resourceType', resourceType)}>
                {resourceType === null ? '-' : <SafeText text={resourceType} />}{' '}
                {derived === true && (
                  <span
                    className="resources-referenced__derived"
                    title="The record does not list it; it was read from the request or the response."
                  >
                    derived
                  </span>
                )}
              </td>
              <td className="resources-referenced__name" onContextMenu={menuOf('resourceName', resourceName)}>
                {resourceName === null ? (
                  '-'
                ) : (
                  <>
                    <SafeText text={resourceName} />
                    <span className="resources-referenced__actions">
                      <CopyButton text={resourceName} what="resource name" skipped />
                      <IconButton
                        skipped
                        icon="filter"
                        label={`Filter: Resource name is ${spellOutInvisible(resourceName)}`}
                        onClick={() => onFilter(token('resourceName', '=', resourceName))}
                      />
                      <IconButton
                        icon="more"
                        label="More with the resource"
                        onClick={({ currentTarget }) =>
                          onMenu(
                            [{ field: 'resourceName', value: resourceName }],
                            belowElement(currentTarget),
                          )
                        }
                      />
                    </span>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {hidden > 0 && (
        <button className="resources-referenced__more" type="button" onClick={() => setIsWhole(true)}>
          Show {formatCount(hidden)} more
        </button>
      )}
    </div>
  )
}

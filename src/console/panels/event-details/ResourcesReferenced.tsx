import { useState, type MouseEvent } from 'react'
import type { EventResource } from '../../../cloudtrail/event.ts'
import type { PickedValue } from '../../models/value-menu/valueActions.ts'
import { asksForMenu } from '../../ui/asksForMenu.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { formatCount } from '../../ui/numbers.ts'
import { QuietButton } from '../../ui/QuietButton.tsx'
import { SafeText } from '../../ui/SafeText.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { belowElement, type OnMenu } from './onMenu.ts'
import './ResourcesReferenced.css'

export interface ResourcesReferencedProps {
  readonly resources: readonly EventResource[]
  readonly onMenu: OnMenu
}

/**
 * Few people read more, and drawing the thousand resources of a large request would delay the
 * record.
 */
const SHOWN_AT_FIRST = 30

export function ResourcesReferenced({ resources, onMenu }: ResourcesReferencedProps) {
  const [isWhole, setIsWhole] = useState(false)
  const hidden = isWhole ? 0 : Math.max(0, resources.length - SHOWN_AT_FIRST)
  if (resources.length === 0) {
    return <p className="resources-referenced__none">No resources in this event.</p>
  }
  return (
    <>
      <table className="resources-referenced">
        <thead>
          <tr>
            <th scope="col">Resource type</th>
            <th scope="col">Resource name</th>
          </tr>
        </thead>
        <tbody>
          {resources.slice(0, resources.length - hidden).map((resource) => (
            <ResourceRow
              key={`${resource.resourceType} ${resource.resourceName}`}
              resource={resource}
              onMenu={onMenu}
            />
          ))}
        </tbody>
      </table>
      {hidden > 0 && (
        <QuietButton onClick={() => setIsWhole(true)}>Show {formatCount(hidden)} more</QuietButton>
      )}
    </>
  )
}

interface ResourceRowProps {
  readonly resource: EventResource
  readonly onMenu: OnMenu
}

function ResourceRow({ resource, onMenu }: ResourceRowProps) {
  const { resourceType, resourceName, derived } = resource
  const menuOf = (field: 'resourceType' | 'resourceName', value: string | null) => (domEvent: MouseEvent) => {
    if (value === null || !asksForMenu(domEvent)) return
    domEvent.preventDefault()
    onMenu([{ field, value }], { x: domEvent.clientX, y: domEvent.clientY, returnTo: null })
  }
  const named: PickedValue | null =
    resourceName === null ? null : { field: 'resourceName', value: resourceName }
  return (
    <tr>
      <td onContextMenu={menuOf('resourceType', resourceType)}>
        {resourceType === null ? '-' : <SafeText text={resourceType} />}{' '}
        {derived === true && (
          <span
            className="resources-referenced__derived"
            title="Not listed in the record; inferred from the request or the response"
          >
            inferred from request/response
          </span>
        )}
      </td>
      <td className="resources-referenced__name" onContextMenu={menuOf('resourceName', resourceName)}>
        {named === null ? (
          '-'
        ) : (
          <>
            <SafeText text={named.value} />
            <span className="resources-referenced__actions">
              <CopyButton text={named.value} what="resource name" pointerOnly />
              <IconButton
                icon="more"
                label={`Actions for ${spellOutInvisible(named.value)}`}
                onClick={({ currentTarget }) => onMenu([named], belowElement(currentTarget))}
              />
            </span>
          </>
        )}
      </td>
    </tr>
  )
}

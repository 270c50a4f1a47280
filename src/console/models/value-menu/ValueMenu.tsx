import { useMemo } from 'react'
import { relationsOf, titleOfRelation } from '../../../cloudtrail/relations.ts'
import { labelOf } from '../../../cloudtrail/fields.ts'
import { addColumn } from '../address/useShownColumns.ts'
import { addressOf, go, useView } from '../address/useView.ts'
import { useRecord } from '../queries/useRecord.ts'
import { openedRecord } from '../record/openedRecord.ts'
import { announce, copyAndSay } from '../../ui/announce.ts'
import { ContextMenu, type MenuGroup, type MenuItem } from '../../ui/ContextMenu.tsx'
import { closeValueMenu, openValueMenu, useMenuRequest, type MenuRequest } from './openValueMenu.ts'
import { relatedView } from './relatedView.ts'
import { spansAround } from './spansAround.ts'
import { valueActions, type PickedValue, type ValueAction } from './valueActions.ts'

const MOST_RESOURCES = 3

/** The menu of a value, in any panel. */
export function ValueMenu() {
  const request = useMenuRequest((state) => state.request)
  return request && <OpenMenu key={request.values.length} request={request} />
}

function OpenMenu({ request }: { readonly request: MenuRequest }) {
  const { values, place, more = [] } = request
  const filter = useView((view) => view.filter)
  const related = useRelated(request)
  const [value, ...others] = values
  const groups: readonly MenuGroup[] = !value
    ? [...more, related]
    : others.length > 0
      ? [choice(request)]
      : [...valueGroups(value, valueActions(value, filter)), ...more, around(request, value), related]
  return (
    <ContextMenu
      label="Actions"
      groups={groups.filter(({ items }) => items.length > 0)}
      place={place}
      onClose={closeValueMenu}
    />
  )
}

/** The choice between several values. */
function choice(request: MenuRequest): MenuGroup {
  return {
    title: `${labelOf(request.values[0]?.field ?? '')}: select one`,
    items: request.values.map((picked) => ({
      label: picked.value,
      leadsOn: true,
      run: () => openValueMenu({ ...request, values: [picked] }),
    })),
  }
}

function valueGroups({ field, value, isSecret }: PickedValue, actions: readonly ValueAction[]): MenuGroup[] {
  const items = (...kinds: readonly ValueAction['kind'][]) =>
    actions.filter(({ kind }) => kinds.includes(kind)).map(itemOf)
  const title = [field === '' ? '' : labelOf(field), isSecret ? '' : value].filter(Boolean).join(': ')
  return [{ title, items: items('filter') }, { items: items('column', 'copy') }]
}

function itemOf(action: ValueAction): MenuItem {
  switch (action.kind) {
    case 'filter': {
      const view = { filter: action.filter }
      return { label: action.label, detail: action.detail, href: addressOf(view), run: () => go(view) }
    }
    case 'column':
      return {
        label: action.label,
        detail: action.detail,
        run: () => announce(addColumn(action.field)),
      }
    case 'copy':
      return { label: action.label, run: () => void copyAndSay(action.text, action.what) }
  }
}

/**
 * The events around the time of this one. Only in the menu of the time itself, which would
 * otherwise be twice as long.
 */
function around({ event }: MenuRequest, { field }: PickedValue): MenuGroup {
  const spans = field === 'eventTime' ? spansAround(event.eventTime) : []
  return {
    title: 'Around this event',
    items: spans.map(({ name, timeRange }) => {
      const view = relatedView(null, timeRange, event.id)
      return { label: name, href: addressOf(view), run: () => go(view) }
    }),
  }
}

/** The events related to this one. Details that the list does not have are read from its record. */
function useRelated({ event, recordText }: MenuRequest): MenuGroup {
  const { data = recordText } = useRecord(recordText === undefined ? event.id : null)
  const json = data === undefined ? undefined : openedRecord(data).json
  const relations = useMemo(() => relationsOf(event, json), [event, json])
  const resources = relations.filter(({ name }) => name === 'resource').slice(0, MOST_RESOURCES)
  return {
    title: 'Related events',
    items: relations
      .filter((relation) => relation.isRare !== true)
      .filter((relation) => relation.name !== 'resource' || resources.includes(relation))
      .map((relation) => {
        const view = relatedView(relation, { kind: 'all' }, event.id)
        return {
          label: titleOfRelation(relation),
          detail: relation.value,
          href: addressOf(view),
          run: () => go(view),
        }
      }),
  }
}

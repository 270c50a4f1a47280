import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import { NO_NOTES, noteTexts } from '../../../cloudtrail/eventNotes.ts'
import {
  isEventField,
  isIntegrityField,
  isNoteField,
  type EventFieldName,
} from '../../../cloudtrail/fields.ts'
import { RESOURCE_COLUMN } from '../../../api/listAddress.ts'
import { notesOn } from '../../models/queries/notes.ts'
import { queryClient } from '../../models/queries/queryClient.ts'
import { recordQuery } from '../../models/queries/useRecord.ts'
import type { PickedValue } from '../../models/value-menu/valueActions.ts'

/**
 * The values of an event in a column, with the field by which a filter finds them: several for
 * resources, and for arrays in the record.
 */
export async function pickedValues(event: CloudTrailEvent, column: string): Promise<readonly PickedValue[]> {
  const field = fieldShown(event, column)
  const values = await valuesOf(event, field)
  return values.length === 0 ? [{ field, value: '' }] : values.map((value) => ({ field, value }))
}

async function valuesOf(event: CloudTrailEvent, field: string): Promise<readonly string[]> {
  if (isEventField(field)) return fieldValues(event, field)
  if (isNoteField(field)) return noteTexts(field, notesOn(event) ?? NO_NOTES).filter((text) => text !== '')
  if (isIntegrityField(field)) return event.integrity ? [event.integrity] : []
  return pathValues(event, field)
}

/** The field whose value a column shows: without a user name, for example, it shows the service. */
function fieldShown({ userName, invokedBy, resources }: CloudTrailEvent, column: string): string {
  if (column === RESOURCE_COLUMN) {
    const isNamed = resources.length === 0 || resources.some(({ resourceName }) => resourceName)
    return isNamed ? 'resourceName' : 'resourceType'
  }
  return column === 'userName' && !userName && invokedBy ? 'invokedBy' : column
}

function fieldValues(event: CloudTrailEvent, field: EventFieldName): readonly string[] {
  const values =
    field === 'resourceType' || field === 'resourceName'
      ? event.resources.map((resource) => resource[field])
      : [event[field]]
  return [...new Set(values.filter((value) => value !== null && value !== '').map(String))]
}

/**
 * The list shows several leaves as one text, which no filter finds, so they are read from the
 * record.
 */
async function pathValues({ id, values }: CloudTrailEvent, path: string): Promise<readonly string[]> {
  const shown = values?.[path] ?? ''
  if (!shown.includes(', ')) return shown === '' ? [] : [shown]
  try {
    const text = await queryClient.fetchQuery(recordQuery(id))
    const { readRecord } = await import('../../../cloudtrail/record.ts')
    return [...new Set(readRecord(text).values(path).filter(Boolean))]
  } catch {
    return [shown]
  }
}

import * as v from 'valibot'
import type { CloudTrailEvent } from '../cloudtrail/event.ts'
import { EVENT_MARKS } from '../cloudtrail/eventMark.ts'
import type { EventNotes } from '../cloudtrail/eventNotes.ts'
import { TEXT_FIELDS, type TextFieldName } from '../cloudtrail/fields.ts'
import { EVENT_INTEGRITY } from '../cloudtrail/integrity.ts'
import { described } from './operation.ts'

const time = v.exactOptional(v.string())

/** A user's notes on an event. */
export const eventNotes = v.object({
  starred: v.boolean(),
  tags: described(v.array(v.string()), 'Without duplicates, in alphabetical order.'),
  comment: v.string(),
  changed: described(
    v.object({ starred: time, tags: time, comment: time }),
    'When each was last changed, ISO 8601 UTC.',
  ),
  changedBy: v.exactOptional(
    described(v.string(), 'Who made the last change. Absent if that reader had no name.'),
  ),
}) satisfies v.GenericSchema<EventNotes>

const resource = v.object({
  resourceType: v.nullable(v.string()),
  resourceName: v.nullable(v.string()),
  derived: v.exactOptional(
    described(
      v.boolean(),
      'True if the record does not list it: it was inferred from the request or the response.',
    ),
  ),
})

const value = v.nullable(v.string())

/** The fields of the catalogue with one text each. */
const texts = Object.fromEntries(TEXT_FIELDS.map((name) => [name, value])) as Record<
  TextFieldName,
  typeof value
>

/** An event as lists show it. */
export const event = v.object({
  id: described(
    v.string(),
    'Identifies this event in its store: the eventID, with a suffix if that is missing or not unique.',
  ),
  ...texts,
  eventTime: described(value, 'ISO 8601 UTC.'),
  readOnly: v.nullable(v.boolean()),
  userType: described(value, '`userIdentity.type`'),
  mark: described(
    v.nullable(v.picklist(EVENT_MARKS)),
    'What sets it apart in a list: an Insights or aggregated event, a correction of another event, or late delivery.',
  ),
  resources: v.array(resource),
  repeats: v.exactOptional(
    described(
      v.object({ count: v.number(), errorCount: v.number(), oldestTime: v.nullable(v.string()) }),
      'With `group`: the number of events in the row, how many of them failed, and a time that none is older than: that of the oldest, or the start of its second.',
    ),
  ),
  values: v.exactOptional(
    described(
      v.record(v.string(), value),
      'The values of the paths in `columns`. Multiple values of a path are joined by ", ".',
    ),
  ),
  notes: v.exactOptional(described(eventNotes, 'The notes on it, if any.')),
  integrity: v.exactOptional(
    described(
      v.picklist(EVENT_INTEGRITY),
      'What digest files say of the log files that contain it; absent if they were not validated.',
    ),
  ),
}) satisfies v.GenericSchema<CloudTrailEvent>

import { readSavedQuery } from '../../models/address/savedQuery.ts'
import type { View } from '../../models/address/view.ts'
import type { ListedAlarm } from '../../../api/alarms.ts'

/** The events that an alarm counts, in the event history. */
export const alarmEvents = ({ events }: Pick<ListedAlarm, 'events'>): View => readSavedQuery(events, null)

import { expect, test } from 'vitest'
import { listedEvent } from '../../testing/listedEvent.ts'
import { severityOf } from './severity.ts'

test.each([
  [{}, undefined],
  [{ eventName: 'DeleteTrail', readOnly: null }, 'deletes'],
  [{ eventName: 'BatchDeleteImage', readOnly: false }, 'deletes'],
  [{ eventName: 'DeletePreview', readOnly: true }, undefined],
  [{ eventName: 'UndeleteSecret' }, undefined],
  [{ eventName: 'DeleteTrail', userType: 'Root' }, 'root'],
  [{ eventName: 'DeleteTrail', userType: 'Root', errorCode: 'AccessDenied' }, 'failed'],
])('an event with %j is marked as %s', (said, kind) => {
  expect(severityOf(listedEvent(1, said))?.kind).toBe(kind)
})

import type { Service } from '../../service.ts'
import { describeTrails, getTrail, getTrailStatus, listTrails } from './describeTrails.ts'
import { getEventSelectors, putEventSelectors } from './eventSelectors.ts'
import { getInsightSelectors, putInsightSelectors } from './insightSelectors.ts'
import { listInsightsMetricData } from './listInsightsMetricData.ts'
import { lookupEvents } from './lookupEvents.ts'
import { listPublicKeys } from './publicKeys.ts'
import { addTags, listTags, removeTags } from './tags.ts'
import { createTrail, deleteTrail, startLogging, stopLogging, updateTrail } from './trails.ts'

export const cloudtrail: Service = {
  name: 'cloudtrail',
  protocol: 'json-1.1',
  version: '2013-11-01',
  targets: ['CloudTrail_20131101', 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101'],
  operations: [
    lookupEvents,
    listInsightsMetricData,
    createTrail,
    describeTrails,
    getTrail,
    listTrails,
    getTrailStatus,
    updateTrail,
    deleteTrail,
    startLogging,
    stopLogging,
    getEventSelectors,
    putEventSelectors,
    getInsightSelectors,
    putInsightSelectors,
    addTags,
    removeTags,
    listTags,
    listPublicKeys,
  ],
}

import {
  InvalidMaxResultsException$,
  InvalidNextTokenException$,
  LookupEvents$,
} from '@aws-sdk/client-cloudtrail'
import type { Event, LookupEventsRequest, LookupEventsResponse, Resource } from '@aws-sdk/client-cloudtrail'
import type { CallContext } from '../../callContext.ts'
import { UnknownPage, type FoundEvent, type FoundEvents } from '../../eventLookup.ts'
import { operation } from '../../operation.ts'
import { failed } from './failed.ts'
import { lookupFilter } from './lookupFilter.ts'

const MAX_RESULTS = 50

export const lookupEvents = operation<LookupEventsRequest, LookupEventsResponse>(
  LookupEvents$,
  async (input, context) => {
    const { events, next } = await find(input, context)
    return {
      Events: events.map(input.EventCategory === 'insight' ? commonMembers : managementEvent),
      ...(next !== null && { NextToken: next }),
    }
  },
)

async function find(input: LookupEventsRequest, { events, region }: CallContext): Promise<FoundEvents> {
  const filter = lookupFilter(input, region)
  const maxResults = input.MaxResults ?? MAX_RESULTS
  if (!Number.isInteger(maxResults) || maxResults < 1 || maxResults > MAX_RESULTS)
    throw failed(
      InvalidMaxResultsException$,
      `MaxResults is ${maxResults}, but it must be from 1 to ${MAX_RESULTS}.`,
    )
  try {
    return await events.find(filter, maxResults, input.NextToken ?? null)
  } catch (error) {
    if (!(error instanceof UnknownPage)) throw error
    throw failed(
      InvalidNextTokenException$,
      'NextToken is not valid. Use the token of the previous page with the same parameters, or start again without it.',
    )
  }
}

function managementEvent(found: FoundEvent): Event {
  return {
    ...commonMembers(found),
    ...(found.readOnly !== null && { ReadOnly: String(found.readOnly) }),
    ...(found.accessKeyId && { AccessKeyId: found.accessKeyId }),
    ...(found.userName && { Username: found.userName }),
    Resources: found.resources.map(({ resourceType, resourceName }): Resource => ({
      ...(resourceType !== null && { ResourceType: resourceType }),
      ...(resourceName !== null && { ResourceName: resourceName }),
    })),
  }
}

/** All that an Insights event has: nobody in particular made the calls that it is about. */
function commonMembers({ eventID, eventName, eventTimeMs, eventSource, record }: FoundEvent): Event {
  return {
    ...(eventID !== null && { EventId: eventID }),
    ...(eventName !== null && { EventName: eventName }),
    ...(eventTimeMs !== null && { EventTime: new Date(eventTimeMs) }),
    ...(eventSource !== null && { EventSource: eventSource }),
    CloudTrailEvent: record,
  }
}

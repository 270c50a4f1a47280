import { awsConsoleLink } from '../../../cloudtrail/awsConsoleLink.ts'
import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'
import { textAt } from '../../../cloudtrail/textAt.ts'
import { openedRecord } from '../../models/record/openedRecord.ts'
import { copyAndSay } from '../../ui/announce.ts'
import type { MenuGroup, MenuItem } from '../../ui/ContextMenu.tsx'

export interface EventActionsOptions {
  readonly event: CloudTrailEvent
  /** The record; undefined while it loads. */
  readonly recordText: string | undefined
  /** The address of the event's page, for sending to others. */
  readonly link: string
  /** The resources exist in an AWS account: those of the simulated account do not. */
  readonly isReal: boolean
}

const MOST_RESOURCES = 3

/** The actions on an opened event as a whole. */
export function eventActions({ event, recordText, link, isReal }: EventActionsOptions): readonly MenuGroup[] {
  const copy = (label: string, what: string, text: string | null | undefined, detail?: string): MenuItem[] =>
    text ? [{ label, ...(detail && { detail }), run: () => void copyAndSay(text, what) }] : []
  const json = recordText === undefined ? undefined : openedRecord(recordText).json
  const arn = textAt(json, 'userIdentity.arn')
  const resourceArns = event.resources.flatMap(({ resourceName }) =>
    resourceName?.startsWith('arn:') ? [resourceName] : [],
  )
  return [
    {
      items: [
        ...copy('Copy link to this event', 'the link', link),
        ...copy('Copy event as JSON', 'the event record', recordText),
        ...copy('Copy event ID', 'the event ID', event.eventID),
        ...copy('Copy user ARN', 'the user ARN', arn, arn ?? undefined),
        ...resourceArns
          .slice(0, MOST_RESOURCES)
          .flatMap((each) => copy('Copy resource ARN', 'the resource ARN', each, each)),
      ],
    },
    { title: 'Open in the AWS console', items: isReal ? consoleItems(event) : [] },
  ]
}

function consoleItems({ resources, awsRegion }: CloudTrailEvent): readonly MenuItem[] {
  const hrefs = new Map<string, MenuItem>()
  for (const resource of resources) {
    const href = awsConsoleLink(resource, awsRegion ?? '')
    if (href === null || hrefs.has(href) || hrefs.size === MOST_RESOURCES) continue
    hrefs.set(href, {
      label: resource.resourceName ?? '',
      href,
      opensTab: true,
      run: () => {},
    })
  }
  return [...hrefs.values()]
}

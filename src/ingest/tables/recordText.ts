/** Whether a text may have a record in it, in an envelope or a string if need be. */
export function hasRecordText(text: string): boolean {
  return text.length > SHORTEST && text.includes('{') && RECORD_MEMBER.test(text)
}

const RECORD_MEMBER =
  /"(?:eventVersion|eventSource|eventName|eventID|eventTime|CloudTrailEvent|eventsource|eventname)\\*"\s*:/
const SHORTEST = 20

/** Columns that have a record's text, in their plain spelling. */
export const TEXT_COLUMNS: ReadonlySet<string> = new Set([
  'eventjson',
  'cloudtrailevent',
  'eventoriginal',
  'message',
  'fullmessage',
  'raw',
])

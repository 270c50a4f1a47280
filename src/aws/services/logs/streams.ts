import {
  CreateLogStream$,
  DeleteLogStream$,
  DescribeLogStreams$,
  type CreateLogStreamRequest,
  type DeleteLogStreamRequest,
  type DescribeLogStreamsRequest,
  type DescribeLogStreamsResponse,
  type LogStream as WrittenStream,
} from '@aws-sdk/client-cloudwatch-logs'
import { entryOf, setEntry } from '../../entries.ts'
import { operation } from '../../operation.ts'
import { pageOf, sortedBy } from '../../pages.ts'
import {
  alreadyThere,
  checkLimit,
  checkText,
  findGroup,
  findStream,
  invalidParameter,
  onGroup,
  STREAM_NAME,
  wrongToken,
} from './groupLookup.ts'
import { newLogStream, type LogGroup, type LogStream } from './logsState.ts'

const createLogStream = operation<CreateLogStreamRequest, object>(
  CreateLogStream$,
  (input, context) => {
    const name = input.logStreamName!
    checkText('logStreamName', name, 512, STREAM_NAME)
    const group = findGroup(context, input)
    if (entryOf(group.streams, name) !== undefined)
      throw alreadyThere('The specified log stream already exists')
    setEntry(group.streams, name, newLogStream(group, name, context.nowMs))
    return {}
  },
  onGroup,
)

const deleteLogStream = operation<DeleteLogStreamRequest, object>(
  DeleteLogStream$,
  async (input, context) => {
    const group = findGroup(context, input)
    const { id, name } = findStream(group, input.logStreamName!)
    await context.logEvents.remove(id)
    delete group.streams[name]
    return {}
  },
  onGroup,
)

const describeLogStreams = operation<DescribeLogStreamsRequest, DescribeLogStreamsResponse>(
  DescribeLogStreams$,
  (input, context) => {
    const {
      logStreamNamePrefix: prefix = '',
      orderBy = 'LogStreamName',
      descending = false,
      limit = 50,
    } = input
    checkLimit('limit', limit, 50)
    if (orderBy !== 'LogStreamName' && input.logStreamNamePrefix !== undefined)
      throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.')
    const group = findGroup(context, input)
    const streams = Object.values(group.streams).filter(({ name }) => name.startsWith(prefix))
    // Keys in the order that was requested, so that pages go on behind a key.
    const keyOf = (stream: LogStream) => sortKey(stream, orderBy === 'LastEventTime', descending)
    const page = pageOf(sortedBy(streams, keyOf), keyOf, limit, input.nextToken, wrongToken)
    return {
      logStreams: page.items.map((stream) => written(group, stream)),
      ...(page.next !== undefined && { nextToken: page.next }),
    }
  },
  onGroup,
)

export const STREAMS = [createLogStream, deleteLogStream, describeLogStreams]

function sortKey({ name, lastEventMs }: LogStream, byTime: boolean, descending: boolean): string {
  const key = byTime ? `${String(lastEventMs ?? 0).padStart(15, '0')}/${name}` : name
  return descending ? backwards(key) : key
}

/** A text whose order is the opposite: its bytes subtracted from the largest, longer ones first. */
function backwards(key: string): string {
  const bytes = Buffer.from(key).map((byte) => 255 - byte)
  return `${Buffer.from(bytes).toString('hex')}~`
}

function written({ arn }: LogGroup, stream: LogStream): WrittenStream {
  const { name, createdMs, firstEventMs, lastEventMs, lastIngestionMs, storedBytes } = stream
  return {
    logStreamName: name,
    creationTime: createdMs,
    ...(firstEventMs !== null && { firstEventTimestamp: firstEventMs }),
    ...(lastEventMs !== null && { lastEventTimestamp: lastEventMs }),
    ...(lastIngestionMs !== null && {
      lastIngestionTime: lastIngestionMs,
      uploadSequenceToken: String(lastIngestionMs),
    }),
    arn: `${arn}:log-stream:${name}`,
    storedBytes,
  }
}

import { mkdir, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

export type LogRecord = Readonly<Record<string, unknown>>

/**
 * A made-up record: what a test says, and for the rest a quiet read by alice. `number` makes its ID
 * and its minute.
 */
export function record(number: number, said: LogRecord = {}): LogRecord {
  const minute = String(number % 60).padStart(2, '0')
  const hour = String(Math.floor(number / 60) % 24).padStart(2, '0')
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLEALICE',
      arn: 'arn:aws:iam::111122223333:user/alice',
      accountId: '111122223333',
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      userName: 'alice',
    },
    eventTime: `2026-03-01T${hour}:${minute}:00Z`,
    eventSource: 'ec2.amazonaws.com',
    eventName: 'DescribeInstances',
    awsRegion: 'eu-central-1',
    sourceIPAddress: '192.0.2.10',
    userAgent: 'aws-cli/2.15.0',
    requestParameters: null,
    responseElements: null,
    requestID: `request-${number}`,
    eventID: eventID(number),
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
    ...said,
  }
}

/** The ID of the record of this number. */
export function eventID(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
}

/**
 * Writes a log file as a trail delivers it; gzipped when its name ends in `.gz`. Answers its path.
 */
export async function writeLogFile(
  folder: string,
  name: string,
  records: readonly LogRecord[],
): Promise<string> {
  const path = join(folder, name)
  const text = JSON.stringify({ Records: records })
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, name.endsWith('.gz') ? gzipSync(text) : text)
  return path
}

const REAL = fileURLToPath(new URL('../../shared/data', import.meta.url))

/**
 * Real log files beside the project, where there are some. A test that needs them says
 * `test.skip(!realLogFiles(), NO_REAL)`.
 */
export function realLogFiles(): string | null {
  return existsSync(REAL) ? REAL : null
}

export const NO_REAL_LOG_FILES = 'needs real log files in ../shared/data, and there are none'

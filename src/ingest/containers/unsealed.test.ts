import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { sealed } from '../../encryption/sealedBytes.ts'
import { readLogFile } from '../readLogFile.ts'

const KEY = {
  namespace: 'event-history-console',
  name: 'arn:aws:kms:eu-central-1:1:key/a',
  bytes: randomBytes(32),
}
const RECORD =
  '{"eventVersion":"1.08","eventID":"a","eventName":"RunInstances","eventTime":"2026-01-01T00:00:00Z","eventSource":"ec2.amazonaws.com"}'
const LOG_FILE = gzipSync(`{"Records":[${RECORD}]}`)

async function read(bytes: Uint8Array, keys = [KEY]) {
  const records: string[] = []
  const problems: string[] = []
  const sink = {
    record: ({ text }: { readonly text: string }) => void records.push(text),
    problem: (_: string | null, reason: string) => void problems.push(reason),
  }
  await readLogFile('file', pieces(bytes), sink, { keys })
  return { records, problems }
}

async function* pieces(bytes: Uint8Array) {
  for (let at = 0; at < bytes.length; at += 50) yield bytes.subarray(at, at + 50)
}

describe('an encrypted log file', () => {
  test('is read with its key', async () => {
    expect(await read(await sealed(LOG_FILE, KEY, {}))).toEqual({ records: [RECORD], problems: [] })
  })

  test('says which key it needs', async () => {
    const { problems } = await read(await sealed(LOG_FILE, KEY, {}), [])
    expect(problems).toEqual([
      `The file is encrypted with the AWS Encryption SDK, with the key ${KEY.name}. Start the console with --decryption-key FILE, where FILE has this key.`,
    ])
    const byKms = await read(await sealed(LOG_FILE, { ...KEY, namespace: 'aws-kmx' }, {}).then(asOfKms), [])
    expect(byKms.problems).toEqual([
      `The file is encrypted with the AWS Encryption SDK, with the key ${KEY.name}. Decrypt it with the AWS Encryption CLI and load the result.`,
    ])
  })

  test('that was changed or cut off, or has another key of that name, is a problem', async () => {
    const message = await sealed(LOG_FILE, KEY, {})
    const changed = Buffer.from(message)
    changed[changed.length - 20]! ^= 1
    for (const [bytes, keys] of [
      [changed, [KEY]],
      [message.subarray(0, -5), [KEY]],
      [message, [{ ...KEY, bytes: randomBytes(32) }]],
    ] as const) {
      const { records, problems } = await read(bytes, [...keys])
      expect(records).toEqual([])
      expect(problems.join()).toContain(`encrypted with the key ${KEY.name}, and cannot be decrypted`)
    }
  })
})

const asOfKms = (message: Buffer) => {
  message.write('aws-kms', message.indexOf('aws-kmx'))
  return message
}

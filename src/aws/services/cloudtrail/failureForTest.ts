import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail'
import { expect } from 'vitest'

/** What a command fails with, which changes nothing in the account; null if it does not fail. */
export async function failureIn(
  account: { readonly state: unknown },
  client: CloudTrailClient,
  command: { readonly input: object },
): Promise<unknown> {
  const before = JSON.stringify(account.state)
  try {
    await client.send(command as never)
    return null
  } catch (error) {
    expect(JSON.stringify(account.state), 'a failure changes nothing').toBe(before)
    expect((error as Error).message).not.toBe('')
    return error
  }
}

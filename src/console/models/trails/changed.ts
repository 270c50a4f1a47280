import { makeCall, type AwsCall } from '../queries/callAccount.ts'
import { queryClient } from '../queries/queryClient.ts'

/** Everything about trails that is cached. */
export const TRAILS = 'trails'

/** Makes a call that changes something. Everything about trails is read again, whether it succeeds or not. */
export async function changed<Output>(call: AwsCall): Promise<Output> {
  try {
    return await makeCall<Output>(call)
  } finally {
    void queryClient.invalidateQueries({ queryKey: [TRAILS] })
  }
}

import type { JsonObject } from '../../../account/json.ts'
import type { CallContext } from '../../callContext.ts'
import { keyArnFor, keyResources } from './keyLookup.ts'

interface WithKey {
  readonly KeyId?: string | undefined
}

/** The record of a call that reads a key: the key is its resource. */
export const readingKey = {
  resources: ({ KeyId }: WithKey, context: CallContext) => keyResources(context, KeyId),
  resource: ({ KeyId }: WithKey, context: CallContext) => keyArnFor(context, KeyId),
}

/**
 * The record of a call that changes a key. CloudTrail writes the key's ARN as the response, though
 * most of these operations have no output.
 */
export const keyRecording = {
  ...readingKey,
  response: (_: unknown, { KeyId }: WithKey, context: CallContext): JsonObject => ({
    keyId: keyArnFor(context, KeyId),
  }),
}

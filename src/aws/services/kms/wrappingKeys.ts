import type { WrappingKey } from '../../../encryption/wrappingKey.ts'
import type { KmsKey, KmsState } from './kmsState.ts'

/** Of keys of the simulated account. `aws-kms` is that of the real KMS alone. */
const NAMESPACE = 'event-history-console'

/** The key as a raw AES key ring has it, which encrypts what is at rest. */
export function wrappingKeyOf({ arn, material }: KmsKey): WrappingKey {
  return { namespace: NAMESPACE, name: arn, bytes: Buffer.from(material, 'base64') }
}

/** Of all keys that can be used now. */
export function wrappingKeys({ keys }: KmsState): readonly WrappingKey[] {
  return Object.values(keys)
    .filter(({ enabled, deletionMs }) => enabled && deletionMs === null)
    .map(wrappingKeyOf)
}

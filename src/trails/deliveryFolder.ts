import type { DeliveryState } from './deliveryState.ts'
import type { SigningKey } from './signingKeys.ts'

/**
 * Where it is kept what has still to be delivered. What a resolved promise kept survives the end of
 * the process.
 */
export interface DeliveryFolder {
  /** To be changed, and then saved. */
  readonly state: DeliveryState
  readonly saveState: () => Promise<void>
  /** Oldest first. */
  readonly keys: readonly SigningKey[]
  readonly addKey: (key: SigningKey) => Promise<void>
  /** Keeps the bytes of a file until they are forgotten. */
  readonly keep: (id: string, bytes: Uint8Array) => Promise<void>
  readonly read: (id: string) => Promise<Uint8Array>
  readonly forget: (id: string) => Promise<void>
}

import {
  DisableKeyRotation$,
  EnableKeyRotation$,
  GetKeyRotationStatus$,
  type DisableKeyRotationRequest,
  type EnableKeyRotationRequest,
  type GetKeyRotationStatusRequest,
  type GetKeyRotationStatusResponse,
} from '@aws-sdk/client-kms'
import { AwsFailure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { checkRange } from '../../validation.ts'
import { checkNotPending, findCustomerKey, findKey } from './keyLookup.ts'
import { keyRecording, readingKey } from './recordings.ts'

const DAY = 86_400_000
const DEFAULT_DAYS = 365

const enableKeyRotation = operation<EnableKeyRotationRequest, object>(
  EnableKeyRotation$,
  ({ KeyId, RotationPeriodInDays }, context) => {
    checkRange('rotationPeriodInDays', RotationPeriodInDays, 90, 2560)
    const key = findCustomerKey(context, KeyId!, 'EnableKeyRotation')
    checkNotPending(key)
    if (!key.enabled) throw new AwsFailure('DisabledException', `${key.arn} is disabled.`)
    key.rotationDays = RotationPeriodInDays ?? key.rotationDays ?? DEFAULT_DAYS
    key.rotationSinceMs = context.nowMs
    return {}
  },
  keyRecording,
)

const disableKeyRotation = operation<DisableKeyRotationRequest, object>(
  DisableKeyRotation$,
  ({ KeyId }, context) => {
    const key = findCustomerKey(context, KeyId!, 'DisableKeyRotation')
    checkNotPending(key)
    if (!key.enabled) throw new AwsFailure('DisabledException', `${key.arn} is disabled.`)
    key.rotationDays = null
    key.rotationSinceMs = null
    return {}
  },
  keyRecording,
)

const getKeyRotationStatus = operation<GetKeyRotationStatusRequest, GetKeyRotationStatusResponse>(
  GetKeyRotationStatus$,
  ({ KeyId }, context) => {
    const { arn, rotationDays, rotationSinceMs } = findKey(context, KeyId!)
    if (rotationDays === null || rotationSinceMs === null) return { KeyId: arn, KeyRotationEnabled: false }
    const period = rotationDays * DAY
    const periodsPassed = Math.floor((context.nowMs - rotationSinceMs) / period)
    return {
      KeyId: arn,
      KeyRotationEnabled: true,
      RotationPeriodInDays: rotationDays,
      NextRotationDate: new Date(rotationSinceMs + (periodsPassed + 1) * period),
    }
  },
  readingKey,
)

export const ROTATION = [enableKeyRotation, disableKeyRotation, getKeyRotationStatus]

import { randomBytes } from 'node:crypto'
import {
  Decrypt$,
  Encrypt$,
  GenerateDataKey$,
  GenerateDataKeyWithoutPlaintext$,
  ReEncrypt$,
  type DecryptRequest,
  type DecryptResponse,
  type EncryptRequest,
  type EncryptResponse,
  type GenerateDataKeyRequest,
  type GenerateDataKeyResponse,
  type GenerateDataKeyWithoutPlaintextRequest,
  type GenerateDataKeyWithoutPlaintextResponse,
  type ReEncryptRequest,
  type ReEncryptResponse,
} from '@aws-sdk/client-kms'
import type { JsonObject } from '../../../account/json.ts'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { checkEnum, checkRange, invalidValue } from '../../validation.ts'
import { decrypt, encrypt, type EncryptionContext } from './ciphertext.ts'
import { findKey, findUsableKey, keyArnFor, keyOfCiphertext, keyResources } from './keyLookup.ts'
import type { KmsKey } from './kmsState.ts'

const ALGORITHM = 'SYMMETRIC_DEFAULT'
const MAX_PLAINTEXT = 4096
const MAX_CIPHERTEXT = 6144

const encryptOperation = operation<EncryptRequest, EncryptResponse>(
  Encrypt$,
  ({ KeyId, Plaintext, EncryptionContext, EncryptionAlgorithm, DryRun }, context) => {
    checkSymmetric('encryptionAlgorithm', EncryptionAlgorithm)
    checkBytes('plaintext', Plaintext!, MAX_PLAINTEXT)
    const key = findUsableKey(context, KeyId!)
    checkDryRun(DryRun)
    return {
      CiphertextBlob: encrypt(key, Plaintext!, EncryptionContext ?? {}),
      KeyId: key.arn,
      EncryptionAlgorithm: ALGORITHM,
    }
  },
  {
    readOnly: true,
    request: ({ KeyId, EncryptionContext }) => ({
      keyId: KeyId,
      encryptionAlgorithm: ALGORITHM,
      encryptionContext: EncryptionContext,
    }),
    resources: ({ KeyId }, context) => keyResources(context, KeyId),
    resource: ({ KeyId }, context) => keyArnFor(context, KeyId),
  },
)

const decryptOperation = operation<DecryptRequest, DecryptResponse>(
  Decrypt$,
  ({ CiphertextBlob, EncryptionContext, KeyId, EncryptionAlgorithm, DryRun }, context) => {
    checkSymmetric('encryptionAlgorithm', EncryptionAlgorithm)
    const { key, plaintext } = opened(context, CiphertextBlob, EncryptionContext, KeyId)
    checkDryRun(DryRun)
    return { KeyId: key.arn, Plaintext: plaintext, EncryptionAlgorithm: ALGORITHM }
  },
  {
    readOnly: true,
    request: ({ KeyId, EncryptionContext }) => ({
      keyId: KeyId,
      encryptionAlgorithm: ALGORITHM,
      encryptionContext: EncryptionContext,
    }),
    resources: ({ CiphertextBlob, KeyId }, context) =>
      keyResources(context, keyNameOf(context, CiphertextBlob, KeyId)),
    resource: ({ CiphertextBlob, KeyId }, context) =>
      keyArnFor(context, keyNameOf(context, CiphertextBlob, KeyId)),
  },
)

const reEncrypt = operation<ReEncryptRequest, ReEncryptResponse>(
  ReEncrypt$,
  (input, context) => {
    checkSymmetric('sourceEncryptionAlgorithm', input.SourceEncryptionAlgorithm)
    checkSymmetric('destinationEncryptionAlgorithm', input.DestinationEncryptionAlgorithm)
    const { CiphertextBlob, SourceEncryptionContext, SourceKeyId } = input
    const source = opened(context, CiphertextBlob, SourceEncryptionContext, SourceKeyId)
    const destination = findUsableKey(context, input.DestinationKeyId!)
    checkDryRun(input.DryRun)
    return {
      CiphertextBlob: encrypt(destination, source.plaintext, input.DestinationEncryptionContext ?? {}),
      SourceKeyId: source.key.arn,
      KeyId: destination.arn,
      SourceEncryptionAlgorithm: ALGORITHM,
      DestinationEncryptionAlgorithm: ALGORITHM,
    }
  },
  {
    readOnly: true,
    request: (input) => ({
      sourceEncryptionAlgorithm: ALGORITHM,
      sourceEncryptionContext: input.SourceEncryptionContext,
      sourceKeyId: input.SourceKeyId,
      destinationKeyId: input.DestinationKeyId,
      destinationEncryptionAlgorithm: ALGORITHM,
      destinationEncryptionContext: input.DestinationEncryptionContext,
    }),
    resources: ({ CiphertextBlob, SourceKeyId, DestinationKeyId }, context) =>
      keyResources(context, keyNameOf(context, CiphertextBlob, SourceKeyId), DestinationKeyId),
    action: 'kms:ReEncryptFrom',
    resource: ({ CiphertextBlob, SourceKeyId }, context) =>
      keyArnFor(context, keyNameOf(context, CiphertextBlob, SourceKeyId)),
  },
)

const dataKeyRecording = {
  readOnly: true,
  request: ({ KeyId, KeySpec, NumberOfBytes, EncryptionContext }: GenerateDataKeyRequest): JsonObject => ({
    keyId: KeyId,
    keySpec: KeySpec,
    numberOfBytes: NumberOfBytes,
    encryptionContext: EncryptionContext,
  }),
  resources: ({ KeyId }: GenerateDataKeyRequest, context: CallContext) => keyResources(context, KeyId),
  resource: ({ KeyId }: GenerateDataKeyRequest, context: CallContext) => keyArnFor(context, KeyId),
}

const generateDataKey = operation<GenerateDataKeyRequest, GenerateDataKeyResponse>(
  GenerateDataKey$,
  dataKeyFor,
  dataKeyRecording,
)

const generateDataKeyWithoutPlaintext = operation<
  GenerateDataKeyWithoutPlaintextRequest,
  GenerateDataKeyWithoutPlaintextResponse
>(
  GenerateDataKeyWithoutPlaintext$,
  (input, context) => {
    const { CiphertextBlob, KeyId } = dataKeyFor(input, context)
    return { CiphertextBlob, KeyId }
  },
  dataKeyRecording,
)

export const CRYPTOGRAPHY = [
  encryptOperation,
  decryptOperation,
  reEncrypt,
  generateDataKey,
  generateDataKeyWithoutPlaintext,
]

function dataKeyFor(input: GenerateDataKeyRequest, context: CallContext) {
  const { KeyId, KeySpec, NumberOfBytes, EncryptionContext, DryRun } = input
  checkEnum('keySpec', KeySpec, ['AES_256', 'AES_128'])
  checkRange('numberOfBytes', NumberOfBytes, 1, 1024)
  if ((KeySpec === undefined) === (NumberOfBytes === undefined))
    throw new AwsFailure('ValidationException', 'Please specify either number of bytes or key spec.')
  const key = findUsableKey(context, KeyId!)
  checkDryRun(DryRun)
  const plaintext = randomBytes(NumberOfBytes ?? (KeySpec === 'AES_128' ? 16 : 32))
  return {
    CiphertextBlob: encrypt(key, plaintext, EncryptionContext ?? {}),
    Plaintext: plaintext,
    KeyId: key.arn,
  }
}

function opened(
  context: CallContext,
  ciphertext: Uint8Array | undefined,
  encryptionContext: EncryptionContext | undefined,
  keyId: string | undefined,
): { readonly key: KmsKey; readonly plaintext: Buffer } {
  if (ciphertext === undefined) throw new AwsFailure('InvalidCiphertextException', '')
  checkBytes('ciphertextBlob', ciphertext, MAX_CIPHERTEXT)
  const key = keyOfCiphertext(context, ciphertext)
  if (keyId !== undefined && findKey(context, keyId) !== key && key !== null)
    throw new AwsFailure(
      'IncorrectKeyException',
      'The key ID in the request does not identify a CMK that can perform this operation.',
    )
  const plaintext = key && decrypt(findUsableKey(context, key.arn), ciphertext, encryptionContext ?? {})
  if (plaintext === null) throw new AwsFailure('InvalidCiphertextException', '')
  return { key: key!, plaintext }
}

/** The key of a decryption: the ciphertext tells, or else the request. */
function keyNameOf(context: CallContext, ciphertext: Uint8Array | undefined, keyId: string | undefined) {
  return (ciphertext && keyOfCiphertext(context, ciphertext)?.arn) ?? keyId
}

function checkBytes(member: string, bytes: Uint8Array, most: number): void {
  if (bytes.length === 0) throw invalidValue(member, 'have length greater than or equal to 1')
  if (bytes.length > most) throw invalidValue(member, `have length less than or equal to ${most}`)
}

function checkSymmetric(member: string, algorithm: string | undefined): void {
  checkEnum(member, algorithm, [ALGORITHM, 'RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256', 'SM2PKE'])
  if (algorithm !== undefined && algorithm !== ALGORITHM)
    throw new AwsFailure(
      'InvalidKeyUsageException',
      `The algorithm ${algorithm} is not compatible with the key spec ${ALGORITHM}.`,
    )
}

function checkDryRun(isDryRun: boolean | undefined): void {
  if (isDryRun)
    throw new AwsFailure(
      'DryRunOperationException',
      'The request would have succeeded, but the DryRun option is set.',
    )
}

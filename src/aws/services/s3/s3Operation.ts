import type { CallContext } from '../../callContext.ts'
import { operation, type Operation, type Recording } from '../../operation.ts'
import type { OperationSchema } from '../../service.ts'
import {
  additionalData,
  additionalDataOfWrite,
  hostOf,
  requestParameters,
  resourcesOf,
  type Named,
} from './s3Records.ts'

/** What the record of a call to S3 says beyond what it says of all of them. */
interface S3Recording<Input, Output> extends Pick<
  Recording<Input, Output>,
  'eventName' | 'isData' | 'action' | 'response' | 'resources' | 'additional'
> {
  /** What the request says beyond its query, headers and body. */
  readonly request?: (input: Input) => ReturnType<NonNullable<Recording<Input>['request']>>
}

/** An operation whose record names buckets and keys as S3's do. */
export function s3Operation<Input extends object, Output>(
  schema: OperationSchema,
  perform: (input: Input, context: CallContext) => Output | Promise<Output>,
  { request, ...recording }: S3Recording<Input, Output> = {},
): Operation {
  return operation<Input, Output>(schema, perform, {
    request: (input, context) => ({
      ...requestParameters(schema, input, context),
      ...request?.(input),
    }),
    response: () => null,
    resources: (input, context, failure) => resourcesOf(input, context, failure),
    additional: (input, context, answer) => additionalData(input, context, answer),
    host: (input, { region }) => hostOf(input, region),
    resource: (input) => {
      const { Bucket, Key } = input as Named
      return Bucket === undefined ? '*' : `arn:aws:s3:::${Bucket}${Key === undefined ? '' : `/${Key}`}`
    },
    ...recording,
  })
}

/** Writes an object: its record says how it was encrypted. */
export const WRITES_OBJECT = {
  isData: true,
  action: 's3:PutObject',
  additional: additionalDataOfWrite,
  response: (output: {
    readonly ServerSideEncryption?: string | undefined
    readonly SSEKMSKeyId?: string | undefined
  }) =>
    output.ServerSideEncryption === undefined
      ? null
      : {
          'x-amz-server-side-encryption': output.ServerSideEncryption,
          'x-amz-server-side-encryption-aws-kms-key-id': output.SSEKMSKeyId,
        },
} as const

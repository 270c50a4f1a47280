import { AwsFailure } from '../../failure.ts'

export const noSuchBucket = (name: string) =>
  new AwsFailure('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName: name })

export const noSuchKey = (key: string) =>
  new AwsFailure('NoSuchKey', 'The specified key does not exist.', 404, { Key: key })

export const noSuchUpload = (uploadId: string) =>
  new AwsFailure(
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    404,
    { UploadId: uploadId },
  )

export const invalidArgument = (message: string, name: string, value: unknown) =>
  new AwsFailure('InvalidArgument', message, 400, { ArgumentName: name, ArgumentValue: String(value) })

export const malformedXml = () =>
  new AwsFailure(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  )

export const entityTooLarge = (size: number, most: number) =>
  new AwsFailure('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', 400, {
    ProposedSize: String(size),
    MaxSizeAllowed: String(most),
  })

export const preconditionFailed = (condition: string) =>
  new AwsFailure('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412, {
    Condition: condition,
  })

export const noSuchVersion = (key: string, version: string) =>
  new AwsFailure('NoSuchVersion', 'The specified version does not exist.', 404, {
    Key: key,
    VersionId: version,
  })

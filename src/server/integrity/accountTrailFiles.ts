import { bytesOf } from '../../aws/services/s3/objectBytes.ts'
import type { AwsEndpoint } from '../../aws/endpoint.ts'
import type { StoredObject } from '../../aws/services/s3/s3State.ts'
import { logsFolder } from '../../cloudtrail/logFileKey.ts'
import type { FilesToValidate } from './readFoundFile.ts'

/** The files that the trails of the simulated account delivered to its buckets. */
export function accountTrailFiles(endpoint: AwsEndpoint): FilesToValidate {
  const { account, contents } = endpoint
  const found = (uri: string): StoredObject | null => {
    const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/(.+)$/s.exec(uri) ?? []
    return endpoint.state.s3.buckets[bucket]?.objects.at(key) ?? null
  }
  return {
    async *list() {
      for (const { bucket, prefix } of placesOf(endpoint))
        for (const { key, size, modifiedMs } of endpoint.state.s3.buckets[bucket]?.objects.sorted ?? [])
          if (key.startsWith(prefix) && size > 0)
            yield {
              kind: 'log-file',
              logFile: { uri: `s3://${bucket}/${key}`, name: key, size, modifiedMs },
            }
    },
    async *open(uri) {
      const object = found(uri)
      if (object === null) throw new Error(`${uri} was deleted meanwhile. Validate again.`)
      yield await bytesOf(object, { account, contents, state: endpoint.state, nowMs: Date.now() })
    },
    metadata: async (uri) => found(uri)?.metadata ?? null,
  }
}

/** Where the trails deliver to, each place once. */
function placesOf({ state }: AwsEndpoint): readonly { readonly bucket: string; readonly prefix: string }[] {
  const places = Object.values(state.cloudtrail.trails).map(({ settings }) => ({
    bucket: settings.s3BucketName,
    prefix: logsFolder(settings.s3KeyPrefix),
  }))
  return [...new Map(places.map((place) => [`${place.bucket}/${place.prefix}`, place])).values()]
}

import { LocalFiles } from './localFiles.ts'
import type { LogFileSource, SourceSpec } from './logFileSource.ts'
import { S3Objects } from './s3/s3Objects.ts'
import { SeveralSources } from './severalSources.ts'

export function sourceOf(spec: SourceSpec): LogFileSource {
  switch (spec.kind) {
    case 'local-files':
      return new LocalFiles(spec.paths, spec.found)
    case 's3':
      return new S3Objects(spec)
    case 'several':
      return new SeveralSources(spec.sources.map(sourceOf))
  }
}

/** The same source with the digest files in buckets, for a validation. */
export function withDigestFiles(spec: SourceSpec): LogFileSource {
  return sourceOf(listingDigestFiles(spec))
}

function listingDigestFiles(spec: SourceSpec): SourceSpec {
  switch (spec.kind) {
    case 'local-files':
      return spec
    case 's3':
      return { ...spec, hasDigestFiles: true }
    case 'several':
      return { ...spec, sources: spec.sources.map(listingDigestFiles) }
  }
}

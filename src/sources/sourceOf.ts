import { LocalFiles } from './localFiles.ts'
import type { LogFileSource, SourceSpec } from './logFileSource.ts'

export function sourceOf(spec: SourceSpec): LogFileSource {
  switch (spec.kind) {
    case 'local-files':
      return new LocalFiles(spec.paths, spec.found)
  }
}

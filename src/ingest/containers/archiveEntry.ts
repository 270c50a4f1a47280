import type { ByteSource } from './byteSource.ts'

/** A file in an archive. */
export interface ArchiveEntry {
  /** As written in the archive: untrusted text. */
  readonly name: string
  /**
   * Its content, or a sentence that says why it cannot be read. Bytes that are not taken are
   * skipped.
   */
  readonly bytes: ByteSource | string
}

/** A name for people, from bytes in UTF-8 or Latin-1. */
export function readableName(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  const name = text.includes('\u{fffd}') ? bytes.toString('latin1') : text
  return name.replace(/\p{Cc}/gu, '?').slice(0, 300)
}

/** Folders, hidden files, the files that macOS adds, and what evidence bundles have beside their records. */
export function isPassedOver(name: string): boolean {
  return name.endsWith('/') || /(?:^|\/)(?:__MACOSX\/|event-history-evidence\/|\.[^/]*$)/.test(name)
}

export function tooManyFiles(maximum: number): string {
  return `Reading stopped here: the archive has more than ${maximum} files. Load it in parts.`
}

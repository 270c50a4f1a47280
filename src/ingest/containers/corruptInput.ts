/** Bytes that cannot be read on: cut off, corrupt, encrypted or over a limit. The message is a sentence for people. */
export class CorruptInput extends Error {
  override readonly name = 'CorruptInput'
}

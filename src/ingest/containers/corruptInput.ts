/**
 * Bytes that cannot be read further: cut off, corrupt, encrypted or over a limit. The message is a
 * sentence for the user.
 */
export class CorruptInput extends Error {
  override readonly name = 'CorruptInput'
}

/**
 * Bytes that cannot be read further: cut off, corrupt, encrypted or over a limit. The message is a
 * sentence for the user.
 */
export class CorruptInput extends Error {
  override readonly name: string = 'CorruptInput'
}

/** Bytes that are not read further because of a limit. Nothing behind them is read either. */
export class LimitReached extends CorruptInput {
  override readonly name = 'LimitReached'
}

import { BYTES, copy } from './memory'

/** Where the next byte of a row goes. */
export let bytesEnd: usize = BYTES

export function setBytesEnd(to: usize): void {
  bytesEnd = to
}

export function appendBytes(start: usize, length: usize): void {
  copy(start, length, bytesEnd)
  bytesEnd += length
}

export function appendByte(value: u32): void {
  store<u8>(bytesEnd, value)
  bytesEnd++
}

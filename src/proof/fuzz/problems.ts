import type { Origin } from './origin.ts'

/** What is wrong with the reason of a problem. */
export function badReason(reason: string, origin: Origin): string | null {
  if (!/^[\p{Lu}\d]/u.test(reason) || !/[.…]$/u.test(reason)) return 'the reason is not a sentence'
  const slip = /\[object \w|\bundefined\b|\bNaN\b/.exec(reason)?.[0]
  if (slip !== undefined && origin.text !== null && !origin.text.includes(slip))
    return `the reason says ${slip}`
  // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
  if (/[\u0000-\u001f]/.test(reason)) return 'the reason has control characters'
  return reason.length > 1500 ? 'the reason is too long' : null
}

/** What is wrong with the position of a problem, given the file's text. */
export function badPosition(position: string | null, origin: Origin): string | null {
  const { size } = origin
  if (position === null || size === null) return null
  const [, byte, line, row] =
    /^(?:byte (\d+)(?:, line (\d+))?(?:, row \d+)?|line (\d+)|the end|the rows)$/.exec(position) ?? []
  if (row !== undefined) return Number(row) <= size.lines ? null : `the file has ${size.lines} lines`
  if (byte === undefined)
    return /^the (?:end|rows)$/.test(position) ? null : 'the position has an unknown form'
  if (Number(byte) > size.bytes) return `the text has ${size.bytes} bytes`
  const actual = origin.lineAt(Number(byte))
  return actual === Number(line ?? 1) ? null : `that byte is in line ${actual}`
}

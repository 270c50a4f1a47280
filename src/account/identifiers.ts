import type { Chance } from './chance.ts'

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const UPPER_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** A random GUID (version 4), as API calls have. */
export function guid(chance: Chance): string {
  const hex = chance.hex(32)
  const variant = '89ab'[chance.int(0, 3)]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** `AKIA` lasts until someone deletes it, `ASIA` for a session. No real key ends in EXAMPLE. */
export function accessKeyId(chance: Chance, prefix: 'AKIA' | 'ASIA'): string {
  return `${prefix}${chance.characters(UPPER, 9)}EXAMPLE`
}

/**
 * The unique ID of an IAM user (`AIDA`), role (`AROA`), group (`AGPA`), policy (`ANPA`) or instance
 * profile (`AIPA`).
 */
export function uniqueId(chance: Chance, prefix: 'AIDA' | 'AROA' | 'AGPA' | 'ANPA' | 'AIPA'): string {
  return `${prefix}${chance.characters(UPPER, 10)}EXAMPLE`
}

/** `i-0...`, `vol-0...`, `subnet-0...` */
export function resourceId(chance: Chance, prefix: string): string {
  return `${prefix}-0${chance.hex(16)}`
}

export function upperId(chance: Chance, length: number): string {
  return chance.characters(UPPER_AND_DIGITS, length)
}

export function base64(chance: Chance, length: number): string {
  return `${chance.characters(BASE64, length - 1)}=`
}

import type { Chance } from '../../../account/chance.ts'
import { AwsFailure } from '../../failure.ts'

export function macAddress(chance: Chance): string {
  return `06:${colons(chance.hex(10))}`
}

/** Of a key pair: 20 bytes if AWS made it, 16 if it was imported. */
export function keyFingerprint(chance: Chance, bytes: number): string {
  return colons(chance.hex(bytes * 2))
}

function colons(hex: string): string {
  return hex.replace(/(..)(?=.)/g, '$1:')
}

/** `i-` and 17 hexadecimal digits, or 8 for the oldest. */
export function isId(prefix: string, id: string): boolean {
  return id.startsWith(`${prefix}-`) && /^[0-9a-f]{8}([0-9a-f]{9})?$/i.test(id.slice(prefix.length + 1))
}

/**
 * The resources of the Region with these IDs. Fails with `missing` for those that are not there, and
 * with `malformed` for what is no ID of this kind.
 */
export function withIds<T extends { readonly region: string }>(
  all: Readonly<Record<string, T>>,
  ids: readonly string[],
  prefix: string,
  region: string,
  failures: {
    readonly malformed: (id: string) => AwsFailure
    readonly missing: (ids: readonly string[]) => AwsFailure
  },
): readonly T[] {
  const wrong = ids.find((id) => !isId(prefix, id))
  if (wrong !== undefined) throw failures.malformed(wrong)
  const found = (id: string) => (Object.hasOwn(all, id) && all[id]!.region === region ? all[id] : undefined)
  const missing = ids.filter((id) => found(id) === undefined)
  if (missing.length > 0) throw failures.missing(missing)
  return [...new Set(ids)].map((id) => found(id)!)
}

/** `'i-1' does not exist`, `'i-1, i-2' do not exist`. */
export function doNotExist(ids: readonly string[]): string {
  return `'${ids.join(', ')}' ${ids.length === 1 ? 'does' : 'do'} not exist`
}

export function invalidParameter(value: string, parameter: string, why: string): AwsFailure {
  return new AwsFailure(
    'InvalidParameterValue',
    `Value (${value}) for parameter ${parameter} is invalid. ${why}`,
  )
}

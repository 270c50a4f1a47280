import { randomInt } from 'node:crypto'
import {
  GetRandomPassword$,
  type GetRandomPasswordRequest,
  type GetRandomPasswordResponse,
} from '@aws-sdk/client-secrets-manager'
import { operation } from '../../operation.ts'
import { invalidParameter } from './secretLookup.ts'

const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const DIGITS = '0123456789'
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'

const getRandomPassword = operation<GetRandomPasswordRequest, GetRandomPasswordResponse>(
  GetRandomPassword$,
  (input) => {
    const length = input.PasswordLength ?? 32
    if (length < 1 || length > 4096)
      throw invalidParameter('Password length must be between 1 and 4096 characters.')
    const kinds = [
      input.ExcludeLowercase ? '' : LOWER,
      input.ExcludeUppercase ? '' : UPPER,
      input.ExcludeNumbers ? '' : DIGITS,
      input.ExcludePunctuation ? '' : PUNCTUATION,
      input.IncludeSpace ? ' ' : '',
    ]
      .map((characters) =>
        characters
          .split('')
          .filter((one) => !input.ExcludeCharacters?.includes(one))
          .join(''),
      )
      .filter((characters) => characters !== '')
    if (kinds.length === 0) throw invalidParameter('The password would have no characters to be made of.')
    const oneOfEach = input.RequireEachIncludedType === false ? [] : kinds
    if (oneOfEach.length > length)
      throw invalidParameter(
        `Password length must be at least ${oneOfEach.length} to have each of the included types.`,
      )
    const all = kinds.join('')
    const password = Array.from({ length }, (_, index) => oneOf(oneOfEach[index] ?? all))
    return { RandomPassword: shuffled(password).join('') }
  },
)

export const PASSWORDS = [getRandomPassword]

function oneOf(characters: string): string {
  return characters.charAt(randomInt(characters.length))
}

function shuffled(items: readonly string[]): readonly string[] {
  const left = [...items]
  return items.map(() => left.splice(randomInt(left.length), 1)[0]!)
}

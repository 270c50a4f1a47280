import { createSign, generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { fingerprintOf, isSignatureOf, printPublicKeys, readPublicKeys } from './publicKeys.ts'

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey
const pkcs1 = publicKey.export({ type: 'pkcs1', format: 'der' })
const spki = publicKey.export({ type: 'spki', format: 'der' })

/** Keys as `aws cloudtrail list-public-keys` prints them. */
const listed = (...keys: readonly Buffer[]): string =>
  JSON.stringify({
    PublicKeyList: keys.map((der) => ({
      Value: der.toString('base64'),
      ValidityStartTime: '2026-01-31T00:00:00+00:00',
      Fingerprint: fingerprintOf(der),
    })),
  })

const signature = createSign('RSA-SHA256').update('text').sign(privateKey, 'hex')

test.each([
  ['the list of ListPublicKeys', listed(pkcs1)],
  ['that list with keys in SPKI', listed(spki)],
  ['the keys of that list alone', JSON.stringify(JSON.parse(listed(pkcs1)).PublicKeyList)],
  ['PEM, PKCS #1', publicKey.export({ type: 'pkcs1', format: 'pem' })],
  ['PEM, SPKI', publicKey.export({ type: 'spki', format: 'pem' })],
  ['Base64 of PKCS #1', pkcs1.toString('base64')],
  ['Base64 of SPKI, in lines', spki.toString('base64').replaceAll(/.{64}/g, '$&\n')],
])('a public key is read from %s', (_, text) => {
  const keys = readPublicKeys(String(text))
  for (const der of [pkcs1, spki]) {
    const key = keys.get(fingerprintOf(der))
    expect(key && isSignatureOf('text', signature, key)).toBe(true)
    expect(key && isSignatureOf('another text', signature, key)).toBe(false)
  }
})

test('several keys are read, from a list, PEM and Base64', () => {
  const second = other.export({ type: 'pkcs1', format: 'der' })
  const names = [pkcs1, second].map(fingerprintOf)
  const pem = [publicKey, other].map((key) => key.export({ type: 'pkcs1', format: 'pem' })).join('\n')
  const base64 = `${pkcs1.toString('base64')}\n${second.toString('base64')}\n`
  for (const text of [listed(pkcs1, second), pem, base64])
    expect([...readPublicKeys(text).keys()]).toEqual(expect.arrayContaining(names))
})

test('a key that cannot be read is known by the fingerprint that the list states', () => {
  const list = JSON.stringify({ PublicKeyList: [{ Value: 'AAAA', Fingerprint: 'ABCD' }] })
  expect(readPublicKeys(list).get('abcd')).toBeNull()
})

test.each(['', 'no key', '{"Records":[]}', '[]'])('a text without keys has none: %s', (text) => {
  expect(readPublicKeys(text).size).toBe(0)
})

test.each(['', 'xyz', 'abc', '00'])('what is no signature is not that of any text: “%s”', (text) => {
  expect(isSignatureOf('text', text, publicKey)).toBe(false)
})

test('keys that are printed are read again, those that are known', () => {
  const keys = readPublicKeys(listed(pkcs1, other.export({ type: 'pkcs1', format: 'der' })))
  const read = readPublicKeys(printPublicKeys(keys, [...keys.keys(), 'unknown']))
  expect([...read.keys()].toSorted()).toEqual([...keys.keys()].toSorted())
  for (const [fingerprint, key] of read) expect(key!.equals(keys.get(fingerprint)!)).toBe(true)
  expect([...readPublicKeys(printPublicKeys(keys, [fingerprintOf(spki)])).keys()]).toContain(
    fingerprintOf(pkcs1),
  )
  expect(readPublicKeys(printPublicKeys(keys, [])).size).toBe(0)
})

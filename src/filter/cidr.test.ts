import { describe, expect, test } from 'vitest'
import { parseCidr } from './cidr.ts'

describe('a block of addresses', () => {
  test.each([
    ['10.0.0.0/8', '10.0.0.0', '10.255.255.255', '9.255.255.255', '11.0.0.0'],
    ['192.0.2.128/25', '192.0.2.128', '192.0.2.255', '192.0.2.127', '192.0.3.0'],
    ['192.0.2.5/30', '192.0.2.4', '192.0.2.7', '192.0.2.3', '192.0.2.8'],
    ['172.16.0.0/12', '172.16.0.0', '172.31.255.255', '172.15.255.255', '172.32.0.0'],
    ['203.0.113.9/32', '203.0.113.9', '203.0.113.9', '203.0.113.8', '203.0.113.10'],
    [
      '2001:db8::/32',
      '2001:db8::',
      '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff',
      '2001:db7:ffff::',
      '2001:db9::',
    ],
    ['2001:db8::8/125', '2001:db8::8', '2001:db8::f', '2001:db8::7', '2001:db8::10'],
    ['::1/128', '::1', '::1', '::', '::2'],
  ])('%s reaches from %s to %s', (block, first, last, before, behind) => {
    const cidr = parseCidr(block)!
    expect([first, last, before, behind].map((address) => cidr.contains(address))).toEqual([
      true,
      true,
      false,
      false,
    ])
    const bytes = (address: string) => parseCidr(`${address}/${address.includes(':') ? 128 : 32}`)!.first
    expect(cidr.first).toEqual(bytes(first))
    expect(cidr.last).toEqual(bytes(last))
    expect(cidr.kind).toBe(block.includes(':') ? 'ipv6' : 'ipv4')
  })

  test('of length 0 has every address of its kind and none of the other', () => {
    expect(parseCidr('0.0.0.0/0')!.contains('203.0.113.9')).toBe(true)
    expect(parseCidr('0.0.0.0/0')!.contains('2001:db8::1')).toBe(false)
    expect(parseCidr('::/0')!.contains('2001:db8::1')).toBe(true)
    expect(parseCidr('::/0')!.contains('203.0.113.9')).toBe(false)
  })

  test.each([
    'ec2.amazonaws.com',
    'AWS Internal',
    '',
    '10.1',
    '0x0a.1',
    '010.0.0.1',
    '10.0.0.1 ',
    '10.0.0.0/8',
  ])('has no “%s”', (text) => {
    expect(parseCidr('10.0.0.0/8')!.contains(text)).toBe(false)
    expect(parseCidr('0.0.0.0/0')!.contains(text)).toBe(false)
  })

  test.each([
    '',
    '10.0.0.1',
    '2001:db8::1',
    '10.0.0.0/33',
    '2001:db8::/129',
    '10.0.0.0/',
    '/8',
    'a/8',
    '10.0.0.0/8/8',
  ])('is not “%s”', (text) => {
    expect(parseCidr(text)).toBeNull()
  })
})

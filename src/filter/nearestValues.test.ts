import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearestValues } from './nearestValues.ts'

const VALUES = [
  'AssumeRole',
  'arjun.voss',
  'RunInstances',
  'StopInstances',
  'TerminateInstances',
  'ec2.amazonaws.com',
  'ec2-instance-connect.amazonaws.com',
  'true',
  'false',
  'i',
  'ops/arjun.voss@example.com',
].map((value, index) => ({ value, count: 100 - index }))

const nearest = (wanted: string) => nearestValues(wanted, VALUES, 3).map(({ value }) => value)

test.each([
  ['Arjun.Voss', ['arjun.voss', 'ops/arjun.voss@example.com']],
  ['terminateinstances', ['TerminateInstances']],
  ['False', ['false']],
  ['ec2', ['ec2.amazonaws.com', 'ec2-instance-connect.amazonaws.com']],
  ['instances', ['RunInstances', 'StopInstances', 'TerminateInstances']],
  ['TermniateInstances', ['TerminateInstances']],
  ['Termniate', ['TerminateInstances']],
  ['Terminaet', ['TerminateInstances']],
  ['RunInstence', ['RunInstances']],
  ['arn:aws:sts::1:assumed-role/admin/arjun.voss', ['arjun.voss']],
  ['arjun.vos', ['arjun.voss', 'ops/arjun.voss@example.com']],
  ['tru', ['true']],
  ['xyz', []],
  ['', []],
  ['  ', []],
])('“%s” may mean %j', (wanted, values) => {
  expect(nearest(wanted)).toEqual(values)
})

test('equally similar ones stay in the order given, without the value itself, up to the limit', () => {
  const anyValue = fc.record({
    value: fc.string({ maxLength: 12, unit: fc.constantFrom('a', 'B', 'é', '.') }),
    count: fc.nat(),
  })
  fc.assert(
    fc.property(
      fc.string({ maxLength: 12, unit: fc.constantFrom('A', 'b', 'É', '.') }),
      fc.array(anyValue),
      fc.nat(5),
      (wanted, values, most) => {
        const found = nearestValues(wanted, values, most)
        expect(found.length).toBeLessThanOrEqual(most)
        expect(found.every((each) => values.includes(each) && each.value !== wanted)).toBe(true)
        const sameButCase = values.filter(
          ({ value }) => value !== wanted && value.toLowerCase() === wanted.trim().toLowerCase(),
        )
        if (wanted.trim() !== '')
          expect(found.slice(0, sameButCase.length)).toEqual(sameButCase.slice(0, most))
      },
    ),
  )
})

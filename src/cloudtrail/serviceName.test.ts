import { expect, test } from 'vitest'
import { splitServiceName } from './serviceName.ts'

test.each([
  ['s3.amazonaws.com', 's3', '.amazonaws.com'],
  ['s3.amazonaws.com.cn', 's3.amazonaws.com.cn', ''],
  ['.amazonaws.com', '.amazonaws.com', ''],
  ['aws:example', 'aws:example', ''],
])('the service of %s is %s', (source, name, rest) => {
  expect(splitServiceName(source)).toEqual([name, rest])
})

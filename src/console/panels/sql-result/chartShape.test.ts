import { describe, expect, it } from 'vitest'
import { chartShape } from './chartShape.ts'
import type { ResultColumn } from './resultColumns.ts'

const text = (name: string): ResultColumn => ({
  name,
  type: 'VARCHAR',
  isNumber: false,
  role: { kind: 'field', field: name },
})
const number = (name: string): ResultColumn => ({
  name,
  type: 'BIGINT',
  isNumber: true,
  role: { kind: 'none' },
})
const time = (name: string): ResultColumn => ({
  name,
  type: 'TIMESTAMP',
  isNumber: false,
  role: { kind: 'time', step: 'hour' },
})

const HOURS = ['2026-03-01T10:00:00', '2026-03-01T11:00:00'] as const
const [TEN, ELEVEN] = HOURS.map((hour) => Date.parse(`${hour}Z`)) as [number, number]

describe('the chart of a result', () => {
  it('has a bar for each text', () => {
    expect(
      chartShape(
        [text('eventname'), number('n')],
        [
          ['a', 3],
          [null, 2],
          ['c', null],
        ],
      ),
    ).toMatchObject({
      kind: 'bars',
      label: 'n by eventname',
      bars: [
        { name: 'a', value: 3 },
        { name: 'NULL', value: 2 },
      ],
      column: { name: 'eventname' },
      note: null,
    })
  })

  it('names bars by all texts, draws the first number, and says what is not drawn', () => {
    const rows = Array.from({ length: 60 }, (_, at) => ['a', `b${at}`, at, 1])
    const shape = chartShape([text('a'), text('b'), number('n'), number('m')], rows)
    expect(shape).toMatchObject({
      kind: 'bars',
      label: 'n by a and b',
      column: null,
      note: 'The first 50 of 60 rows are drawn. Only n is drawn.',
    })
    expect(shape.kind === 'bars' && shape.bars[1]).toMatchObject({ name: 'a · b1', value: 1 })
  })

  it('has a line for each number over time, in order of time', () => {
    expect(
      chartShape(
        [time('hour'), number('n'), number('m')],
        [
          [HOURS[1], 1, 2],
          [HOURS[0], 3, '12345678901234567000'],
        ],
      ),
    ).toMatchObject({
      kind: 'lines',
      label: 'n, m by hour',
      step: 'hour',
      lines: [
        {
          name: 'n',
          points: [
            [TEN, 3],
            [ELEVEN, 1],
          ],
        },
        {
          name: 'm',
          points: [
            [TEN, 12_345_678_901_234_567_000],
            [ELEVEN, 2],
          ],
        },
      ],
    })
  })

  it('has a line for each text over time: the largest eight of them', () => {
    const rows = Array.from({ length: 10 }, (_, at) => [HOURS[0], `name ${at}`, at])
    const shape = chartShape([time('hour'), text('name'), number('n')], rows)
    expect(shape).toMatchObject({
      kind: 'lines',
      label: 'n by hour, for each name',
      note: 'The 8 largest of 10 lines are drawn.',
    })
    expect(shape.kind === 'lines' && shape.lines.map(({ name }) => name)).not.toContain('name 1')
  })

  it('is none where the shape does not allow it, with the reason', () => {
    const reason = (...args: Parameters<typeof chartShape>) => {
      const shape = chartShape(...args)
      return shape.kind === 'none' ? shape.reason : null
    }
    expect(reason([text('a')], [['x']])).toMatch(/needs a column of numbers/)
    expect(reason([number('n')], [[1]])).toMatch(/needs a column of texts or times/)
    expect(
      reason(
        [time('t'), number('n')],
        [
          [HOURS[0], 1],
          [HOURS[0], 2],
        ],
      ),
    ).toMatch(/same time and name/)
    expect(reason([text('a'), number('n')], [['x', null]])).toBe('The column n has no numbers.')
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { engineText } from './athenaText.ts'

describe('SQL of Athena for the engine', () => {
  test.each([
    ['transform(a, x -> x + 1)', 'list_transform(a, x -> x + 1)'],
    [
      "any_match(resources, r -> coalesce(r.arn = 'x', false))",
      "any_true(list_transform(resources, r -> coalesce(r.arn = 'x', false)))",
    ],
    [
      'all_match(a, x -> none_match(x, y -> y))',
      'all_true(list_transform(a, x -> none_true(list_transform(x, y -> y))))',
    ],
    ['approx_distinct(a) FILTER (WHERE b)', 'approx_count_distinct(a) FILTER (WHERE b)'],
    ['count_if(a = 1) FILTER (WHERE b)', 'count(nullif(a = 1, false)) FILTER (WHERE b)'],
    ['CAST(a AS ARRAY(VARCHAR))', 'CAST(a AS VARCHAR[])'],
    ['CAST(a AS ARRAY<ARRAY<JSON>>)', 'CAST(a AS JSON[][])'],
    ['CAST(a AS MAP<VARCHAR, BIGINT>)', 'CAST(a AS MAP(VARCHAR, BIGINT))'],
    ['CAST(a AS ARRAY(ROW(b VARCHAR, c BIGINT)))', 'CAST(a AS STRUCT(b VARCHAR, c BIGINT)[])'],
    ['CAST(ROW(1, 2) AS ROW(b BIGINT, c BIGINT))', 'CAST(ROW(1, 2) AS STRUCT(b BIGINT, c BIGINT))'],
    ["CAST(json_extract(a, '$.b') AS VARCHAR)", "text_of(json_extract(a, '$.b') )"],
    ["CAST(json_extract(a, '$.b') AS BIGINT)", "CAST(json_extract(a, '$.b') AS BIGINT)"],
    ["contains('10.0.0.0/8', try_cast(ip AS ipaddress))", "contains('10.0.0.0/8', address_text(ip ))"],
    ['lag(a) IGNORE NULLS OVER (ORDER BY b)', 'lag(a IGNORE NULLS) OVER (ORDER BY b)'],
    ['SELECT * FROM default.cloudtrail_logs', 'SELECT * FROM "default".cloudtrail_logs'],
    ['IF(a = 1, b)', 'IF(a = 1, b, NULL)'],
    ['IF(a, any_match(b, x -> x))', 'IF(a, any_true(list_transform(b, x -> x)), NULL)'],
    ['IF(a IN (1, 2), b, c)', 'IF(a IN (1, 2), b, c)'],
    ['extract(DOW FROM a)', 'extract(isodow FROM a)'],
    ["listagg(a, ', ') WITHIN GROUP (ORDER BY b)", "string_agg(a, ', ' ORDER BY b)"],
    [
      'CROSS JOIN UNNEST(resources) AS t(arn, accountid, type)',
      'CROSS JOIN (SELECT members.* FROM UNNEST(resources) AS each_row(members)) AS t(arn, accountid, type)',
    ],
    ['CROSS JOIN UNNEST(resources) AS t(r)', 'CROSS JOIN UNNEST(resources) AS t(r)'],
    ['SELECT ARRAY[1, 2], ARRAY(SELECT 1)', 'SELECT ARRAY[1, 2], ARRAY(SELECT 1)'],
    [
      `SELECT 'transform(', "if(a, b)" -- any_match(a, b)\n/* transform( */`,
      `SELECT 'transform(', "if(a, b)" -- any_match(a, b)\n/* transform( */`,
    ],
    ["SELECT 'it''s', transform", "SELECT 'it''s', transform"],
  ])('%s', (written, wanted) => {
    expect(engineText(written).text).toBe(wanted)
  })

  test('leaves other statements as they are, and what is not SQL at all', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/[a-z]{2}/i.test(text))
        expect(engineText(text).text).toBe(text)
      }),
    )
  })

  test('knows where each place was written', () => {
    const piece = fc.constantFrom(
      'transform(a, x -> x)',
      'CAST(b AS ARRAY(VARCHAR))',
      'CAST(b AS VARCHAR)',
      'any_match(c, y -> IF(y, z))',
      "listagg(d) WITHIN GROUP (ORDER BY e) || 'f'",
    )
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), (pieces) => {
        const written = `SELECT ${pieces.join(', ')} FROM g`
        const { text, writtenPosition } = engineText(written)
        expect(writtenPosition(text.length)).toBe(written.length)
        // Every letter that stands alone is a name, which stays.
        for (const { index, 0: name } of text.matchAll(/\b[a-g]\b/g))
          expect(written[writtenPosition(index)]).toBe(name)
      }),
    )
  })
})

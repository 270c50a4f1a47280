import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ATHENA_MACROS, ATHENA_SETTINGS, NOT_AVAILABLE } from './athenaMacros.ts'
import { engineText } from './athenaText.ts'

let instance: DuckDBInstance
let connection: DuckDBConnection
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:')
  connection = await instance.connect()
  for (const statement of [...ATHENA_SETTINGS, ...ATHENA_MACROS]) await connection.run(statement)
})
afterAll(() => {
  connection.closeSync()
  instance.closeSync()
})

async function valueOf(expression: string, from = ''): Promise<unknown> {
  const rows = await connection.runAndReadAll(engineText(`SELECT ${expression} ${from}`).text)
  return rows.getRowsJson()[0]![0]
}

/** Expressions and their values: most are the examples in Trino's documentation of the function. */
describe('functions have the meaning that Athena gives them', () => {
  test.each<[string, unknown]>([
    // JSON
    [`json_extract_scalar('[1, 2, 3]', '$[2]')`, '3'],
    [`json_extract_scalar('{"bucketName": "logs"}', '$.bucketName')`, 'logs'],
    [`json_extract_scalar('{"a": {"b c": [{"d": true}]}}', '$["a"]["b c"][0].d')`, 'true'],
    [`json_extract_scalar('{"a": {"b c": "it"}}', '$[''a''][''b c'']')`, 'it'],
    [`json_extract_scalar('{"x-amz-id-2": 1.0}', '$.x-amz-id-2')`, '1.0'],
    [`json_extract_scalar('{"a": "{b"}', '$.a')`, '{b'],
    [`json_extract_scalar('{"a": {"b": 1}}', '$.a')`, null],
    [`json_extract_scalar('{"a": [1]}', '$.a')`, null],
    [`json_extract_scalar('{"a": null}', '$.a')`, null],
    [`json_extract_scalar('{"a": 1}', '$.b')`, null],
    [`json_extract_scalar('{"a": 1}', '$.A')`, null],
    [`json_extract_scalar('"text"', '$')`, 'text'],
    [`json_extract_scalar('not JSON', '$.a')`, null],
    [`json_extract_scalar('', '$.a')`, null],
    [`json_extract_scalar(NULL, '$.a')`, null],
    [`json_extract_scalar(json_extract('{"a": {"b": 1}}', '$.a'), '$.b')`, '1'],
    [`json_format(json_extract('{"a": {"b": [1]}}', '$.a'))`, '{"b":[1]}'],
    [`json_extract('not JSON', '$.a')`, null],
    [`CAST(json_extract('{"a": "b"}', '$.a') AS VARCHAR)`, 'b'],
    [`CAST(json_parse('"b"') AS VARCHAR)`, 'b'],
    [`CAST(json_parse('1.5') AS VARCHAR)`, '1.5'],
    [`CAST('{"a"' AS VARCHAR)`, '{"a"'],
    [`CAST(7 AS VARCHAR)`, '7'],
    [`CAST(true AS VARCHAR)`, 'true'],
    [`CAST(NULL AS VARCHAR)`, null],
    [`CAST(DATE '2026-02-03' AS VARCHAR)`, '2026-02-03'],
    [`CAST(json_extract('{"a": ["b", "c"]}', '$.a') AS ARRAY(VARCHAR))`, ['b', 'c']],
    [`json_format(json_parse('[1,2,3]'))`, '[1,2,3]'],
    [`json_array_length('[1, 2, 3]')`, '3'],
    [`json_array_length('{"a": 1}')`, null],
    [`json_size('{"x": {"a": 1, "b": 2}}', '$.x')`, '2'],
    [`json_size('{"x": [1, 2, 3]}', '$.x')`, '3'],
    [`json_size('{"x": {"a": 1, "b": 2}}', '$.x.a')`, '0'],
    [`json_size('{"x": 1}', '$.y')`, null],
    // Times
    [`from_iso8601_timestamp('2026-02-04T10:00:00Z')`, '2026-02-04 10:00:00+00'],
    [`from_iso8601_timestamp('2026-02-04T10:00:00.123+02:00')`, '2026-02-04 08:00:00.123+00'],
    [`from_iso8601_timestamp('2026-02-04T10:00Z')`, '2026-02-04 10:00:00+00'],
    [`from_iso8601_timestamp('2026-02-04T10')`, '2026-02-04 10:00:00+00'],
    [`from_iso8601_timestamp('2026-02-04')`, '2026-02-04 00:00:00+00'],
    [`from_iso8601_timestamp('yesterday')`, null],
    [`from_iso8601_timestamp(NULL)`, null],
    [`from_iso8601_date('2020-05-11')`, '2020-05-11'],
    [`to_iso8601(from_iso8601_timestamp('2026-02-04T10:00:00Z'))`, '2026-02-04T10:00:00.000Z'],
    [`to_iso8601(DATE '2026-02-04')`, '2026-02-04'],
    [`from_unixtime(1770199200)`, '2026-02-04 10:00:00+00'],
    [`to_unixtime(from_iso8601_timestamp('2026-02-04T10:00:00Z'))`, 1_770_199_200],
    [`date('2020-03-01')`, '2020-03-01'],
    [`date(from_iso8601_timestamp('2026-02-04T23:59:59Z'))`, '2026-02-04'],
    [`date_add('second', 86, TIMESTAMP '2020-03-01 00:00:00')`, '2020-03-01 00:01:26'],
    [`date_add('hour', 9, TIMESTAMP '2020-03-01 00:00:00')`, '2020-03-01 09:00:00'],
    [`date_add('day', -1, TIMESTAMP '2020-03-01 00:00:00')`, '2020-02-29 00:00:00'],
    [`date_add('month', 1, DATE '2020-01-31')`, '2020-02-29'],
    [`date_add('day', 1, DATE '2020-02-29')`, '2020-03-01'],
    [`date_add('day', -7, from_iso8601_timestamp('2026-03-01T10:00:00Z'))`, '2026-02-22 10:00:00+00'],
    [`date_diff('second', TIMESTAMP '2020-03-01 00:00:00', TIMESTAMP '2020-03-02 00:00:00')`, '86400'],
    [`date_diff('hour', TIMESTAMP '2020-03-01 00:00:00', TIMESTAMP '2020-03-02 00:00:00')`, '24'],
    [`date_diff('hour', TIMESTAMP '2020-03-01 09:58:00', TIMESTAMP '2020-03-01 10:02:00')`, '0'],
    [`date_diff('day', DATE '2020-03-01', DATE '2020-03-02')`, '1'],
    [`date_diff('month', DATE '2020-01-31', DATE '2020-03-01')`, '1'],
    [`date_format(TIMESTAMP '2022-10-20 05:10:00', '%m-%d-%Y %H')`, '10-20-2022 05'],
    [
      `date_format(TIMESTAMP '2022-01-02 15:04:05', '%W, %e %M %y %k:%i:%s %p')`,
      'Sunday, 2 January 22 15:04:05 PM',
    ],
    [`date_parse('2022/10/20/05', '%Y/%m/%d/%H')`, '2022-10-20 05:00:00'],
    [`date_parse('2022-10-20 05:06:07', '%Y-%m-%d %H:%i:%s')`, '2022-10-20 05:06:07'],
    [`date_trunc('hour', TIMESTAMP '2020-03-17 10:45:30')`, '2020-03-17 10:00:00'],
    [`date_trunc('week', from_iso8601_timestamp('2026-02-04T10:00:00Z'))`, '2026-02-02 00:00:00+00'],
    [`hour(at_timezone(from_iso8601_timestamp('2026-02-04T10:00:00Z'), 'Europe/Berlin'))`, '11'],
    [`with_timezone(TIMESTAMP '2026-02-04 10:00:00', 'Europe/Berlin')`, '2026-02-04 09:00:00+00'],
    [`current_timestamp - interval '7' day < date_add('day', -6, now())`, true],
    [`current_timezone()`, 'UTC'],
    [`day_of_week(DATE '2026-02-08')`, '7'],
    [`dow(DATE '2026-02-02')`, '1'],
    [`extract(DAY_OF_WEEK FROM DATE '2026-02-08')`, '7'],
    [`day_of_month(DATE '2026-02-08')`, '8'],
    [`day_of_year(DATE '2026-02-08')`, '39'],
    [`doy(DATE '2026-02-08')`, '39'],
    [`week(DATE '2021-01-01')`, '53'],
    [`week_of_year(DATE '2021-01-01')`, '53'],
    [`year_of_week(DATE '2021-01-01')`, '2020'],
    [`yow(DATE '2021-01-01')`, '2020'],
    [`last_day_of_month(DATE '2020-02-03')`, '2020-02-29'],
    // Texts
    [`split_part('AROAEXAMPLE:i-0abc', ':', 2)`, 'i-0abc'],
    [`split_part('AROAEXAMPLE', ':', 2)`, null],
    [`split('a:b', ':')`, ['a', 'b']],
    [`element_at(split_to_map('a=1;b=2', ';', '='), 'b')`, '2'],
    [`regexp_like('1a 2b 14m', '\\d+b')`, true],
    [`regexp_extract('1a 2b 14m', '\\d+')`, '1'],
    [`regexp_extract('1a 2b 14m', '(\\d+)([a-z]+)', 2)`, 'a'],
    [`regexp_extract('none', '\\d+')`, null],
    [`regexp_extract_all('1a 2b 14m', '\\d+')`, ['1', '2', '14']],
    [`regexp_count('1a 2b 14m', '\\s*[a-z]+\\s*')`, '3'],
    [`regexp_replace('1a 2b 14m', '\\d+[ab] ')`, '14m'],
    [`regexp_replace('1a 2b 14m', '(\\d+)([ab]) ', '3c$2 ')`, '3ca 3cb 14m'],
    [`regexp_split('1a 2b 14m', '\\s*[a-z]+\\s*')`, ['1', '2', '14', '']],
    [`concat('a', 'b', 'c')`, 'abc'],
    [`concat('a', NULL)`, null],
    [`concat(ARRAY['a'], ARRAY['b'])`, ['a', 'b']],
    [`format('%s has %d', 'alice', 3)`, 'alice has 3'],
    [`levenshtein_distance('alice', 'alicia')`, '2'],
    [`reverse('ab')`, 'ba'],
    [`reverse(ARRAY[1, 2])`, [2, 1]],
    [`codepoint('A')`, 65],
    [`from_utf8(to_utf8('é'))`, 'é'],
    [`url_decode('%7B%22Version%22')`, '{"Version"'],
    [`url_extract_protocol('https://b.s3.amazonaws.com:443/key?versionId=1#x')`, 'https'],
    [`url_extract_host('https://b.s3.amazonaws.com:443/key?versionId=1#x')`, 'b.s3.amazonaws.com'],
    [`url_extract_path('https://b.s3.amazonaws.com:443/key?versionId=1#x')`, '/key'],
    [`url_extract_query('https://b.s3.amazonaws.com:443/key?versionId=1#x')`, 'versionId=1'],
    // Arrays
    [`cardinality(ARRAY[1, 2, 3])`, '3'],
    [`cardinality(ARRAY['a'])`, '1'],
    [`cardinality(MAP(ARRAY['a', 'b'], ARRAY[1, 2]))`, '2'],
    [`cardinality(NULL)`, null],
    [`element_at(ARRAY['a', 'b'], 1)`, 'a'],
    [`element_at(ARRAY['a', 'b'], -1)`, 'b'],
    [`element_at(ARRAY['a', 'b'], 3)`, null],
    [`element_at(MAP(ARRAY['a'], ARRAY[1]), 'b')`, null],
    [`array_join(ARRAY[1, NULL, 2], ',')`, '1,2'],
    [`array_join(ARRAY[1, NULL, 2], ',', '-')`, '1,-,2'],
    [`array_join(ARRAY[NULL], ',')`, ''],
    [`array_join(CAST(NULL AS ARRAY(VARCHAR)), ',')`, null],
    [`array_distinct(ARRAY[2, 1, NULL, 2, NULL])`, [2, 1, null]],
    [`array_union(ARRAY[1, 2], ARRAY[2, 3])`, [1, 2, 3]],
    [`array_except(ARRAY[1, 2, 2, 3], ARRAY[3])`, [1, 2]],
    [`array_remove(ARRAY[1, 2, NULL, 1], 1)`, [2, null]],
    [`array_position(ARRAY['a', 'b'], 'b')`, 2],
    [`array_position(ARRAY['a', 'b'], 'c')`, 0],
    [`arrays_overlap(ARRAY[1, 2], ARRAY[2, 3])`, true],
    [`array_max(ARRAY[1, 3, 2])`, 3],
    [`array_max(ARRAY[1, NULL])`, null],
    [`array_min(ARRAY[3, 1])`, 1],
    [`array_first(ARRAY[1, 2])`, 1],
    [`array_last(ARRAY[1, 2])`, 2],
    [`slice(ARRAY[1, 2, 3, 4], 2, 2)`, [2, 3]],
    [`slice(ARRAY[1, 2, 3, 4], -3, 2)`, [2, 3]],
    [`sequence(1, 3)`, ['1', '2', '3']],
    [`sequence(1, 5, 2)`, ['1', '3', '5']],
    [`sequence(DATE '2020-02-28', DATE '2020-03-01')`, ['2020-02-28', '2020-02-29', '2020-03-01']],
    [
      `sequence(DATE '2020-01-01', DATE '2020-03-01', INTERVAL '1' MONTH)`,
      ['2020-01-01', '2020-02-01', '2020-03-01'],
    ],
    [`cardinality(zip(ARRAY[1, 2], ARRAY['1b', NULL]))`, '2'],
    [`transform(ARRAY[5, NULL, 6], x -> coalesce(x, 0) + 1)`, [6, 1, 7]],
    [`filter(ARRAY[5, -6, NULL, 7], x -> x > 0)`, [5, 7]],
    [`any_match(ARRAY[1, NULL], x -> x = 1)`, true],
    [`any_match(ARRAY[2, NULL], x -> x = 1)`, null],
    [`any_match(ARRAY[2, 3], x -> x = 1)`, false],
    [`any_match(filter(ARRAY[1], x -> x > 1), x -> x = 1)`, false],
    [`all_match(ARRAY[1, NULL], x -> x = 1)`, null],
    [`all_match(ARRAY[2, NULL], x -> x = 1)`, false],
    [`all_match(ARRAY[1, 1], x -> x = 1)`, true],
    [`none_match(ARRAY[2, 3], x -> x = 1)`, true],
    [`none_match(ARRAY[2, NULL], x -> x = 1)`, null],
    [`any_match(CAST(NULL AS ARRAY(INTEGER)), x -> x = 1)`, null],
    [`contains(ARRAY['a', 'b'], 'b')`, true],
    // Networks
    [`contains('10.0.0.0/8', CAST('10.255.255.255' AS IPADDRESS))`, true],
    [`contains('10.0.0.0/8', CAST('11.255.255.255' AS IPADDRESS))`, false],
    [`contains('10.0.0.0/9', CAST('10.128.0.1' AS IPADDRESS))`, false],
    [`contains('203.0.113.7/32', CAST('203.0.113.7' AS IPADDRESS))`, true],
    [`contains('0.0.0.0/0', CAST('203.0.113.7' AS IPADDRESS))`, true],
    [`contains('::/0', CAST('203.0.113.7' AS IPADDRESS))`, false],
    [`contains('0.0.0.0/0', CAST('2001:db8::1' AS IPADDRESS))`, false],
    [`contains('2001:0db8:0:0:0:ff00:0042:8329/128', CAST('2001:db8::ff00:42:8329' AS IPADDRESS))`, true],
    [`contains('2001:db8::/32', CAST('2001:DB8:1::5' AS IPADDRESS))`, true],
    [`contains('fc00::/7', CAST('fd12::1' AS IPADDRESS))`, true],
    [`contains('fc00::/7', CAST('fe80::1' AS IPADDRESS))`, false],
    [`contains('::/0', CAST('::1' AS IPADDRESS))`, true],
    [`contains('10.0.0.0/8', try_cast('ec2.amazonaws.com' AS ipaddress))`, null],
    [`contains('10.0.0.0/8', try_cast('10.0.0.256' AS ipaddress))`, null],
    [`contains('10.0.0.0/8', try_cast('AWS Internal' AS ipaddress))`, null],
    [`TRY_CAST('198.51.100.7' AS IPADDRESS)`, '198.51.100.7'],
    [`TRY_CAST('2001:db8::1' AS IPADDRESS)`, '2001:db8::1'],
    [`TRY_CAST('10.0.0' AS IPADDRESS)`, null],
    [`TRY_CAST('10.0.0.1.' AS IPADDRESS)`, null],
    [`TRY_CAST('2001:db8' AS IPADDRESS)`, null],
    [`TRY_CAST('1::2::3' AS IPADDRESS)`, null],
    [`TRY_CAST('::12345' AS IPADDRESS)`, null],
    [`TRY_CAST('1:2:3:4:5:6:7:8:9' AS IPADDRESS)`, null],
    [`TRY_CAST('ec2.amazonaws.com' AS IPADDRESS)`, null],
    // Numbers, conditions
    [`7 / 2`, 3],
    [`greatest(1, 2)`, 2],
    [`greatest(1, NULL)`, null],
    [`least(3, 1, 2)`, 1],
    [`bitwise_and(19, 25)`, 17],
    [`bitwise_or(19, 25)`, 27],
    [`bitwise_xor(19, 25)`, 10],
    [`IF(1 = 2, 'yes')`, null],
    [`try(CAST('x' AS BIGINT))`, null],
    [`try_cast('x' AS BIGINT)`, null],
  ])('%s', async (expression, value) => {
    expect(await valueOf(expression)).toEqual(value)
  })
})

describe('aggregates', () => {
  const FROM = `FROM (VALUES ('a', 1), ('a', 3), ('b', 2)) AS t(k, v)`
  test.each<[string, unknown]>([
    [`approx_distinct(k)`, '2'],
    [`approx_distinct(k) FILTER (WHERE v > 2)`, '1'],
    [`approx_percentile(v, 0.5)`, 2],
    [`every(v > 0)`, true],
    [`element_at(map_agg(k, v), 'b')`, 2],
    [`cardinality(map_agg(k, v))`, '2'],
    [`element_at(histogram(k), 'a')`, '2'],
    [`listagg(k, '-') WITHIN GROUP (ORDER BY v)`, 'a-b-a'],
    [`array_agg(v ORDER BY v DESC)`, [3, 2, 1]],
    [`array_agg(v) FILTER (WHERE k = 'b')`, [2]],
    [`max_by(k, v)`, 'a'],
    [`count_if(v > 1)`, '2'],
    [`count_if(nullif(v > 1, false) IS NULL AND NULL)`, '0'],
    [`arbitrary('x')`, 'x'],
    [`CAST(max(v) AS VARCHAR)`, '3'],
    [`max(CAST(v AS VARCHAR))`, '3'],
    [`json_extract_scalar(max('{"a": 1}'), '$.a')`, '1'],
  ])('%s', async (expression, value) => {
    expect(await valueOf(expression, FROM)).toEqual(value)
  })
})

describe('UNNEST', () => {
  const FROM = `FROM (SELECT ARRAY[CAST(ROW('arn:a', 'AWS::S3::Object') AS ROW(arn VARCHAR, type VARCHAR))] AS resources) AS l`
  test.each<[string, string, unknown]>([
    ['r.arn', 'CROSS JOIN UNNEST(resources) AS t(r)', 'arn:a'],
    ['t.kind', 'CROSS JOIN UNNEST(resources) AS t(arn, kind)', 'AWS::S3::Object'],
    ['arn', 'CROSS JOIN UNNEST(transform(resources, r -> r.arn)) AS t(arn)', 'arn:a'],
    ['k', `CROSS JOIN UNNEST(map_entries(MAP(ARRAY['x'], ARRAY[1]))) AS t(k, v)`, 'x'],
    ['CAST(j AS VARCHAR)', `CROSS JOIN UNNEST(CAST(json_parse('["a"]') AS ARRAY(JSON))) AS t(j)`, 'a'],
    ['n', 'CROSS JOIN UNNEST(resources) WITH ORDINALITY AS t(r, n)', '1'],
  ])('%s %s', async (expression, join, value) => {
    expect(await valueOf(expression, `${FROM} ${join}`)).toEqual(value)
  })
})

test('what is not available is neither a macro nor renamed, and says what to write instead', () => {
  for (const [name, sentence] of NOT_AVAILABLE) {
    expect(ATHENA_MACROS.join('\n')).not.toMatch(new RegExp(`MACRO ${name}\\(`))
    expect(engineText(`${name}(a, b)`).text).toBe(`${name}(a, b)`)
    expect(sentence).toMatch(/^[A-Z].*\.$/)
  }
})

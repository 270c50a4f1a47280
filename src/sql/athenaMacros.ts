/**
 * Functions of Athena (Trino) that the engine lacks or understands differently, as macros with
 * Athena's meaning. A macro takes neither lambdas nor types, and FILTER cannot follow it:
 * `athenaText.ts` is for those.
 *
 * Inside a macro, the engine's own function of the same name is `system.main.NAME`.
 */

/** A path as Athena has it, `$['a b'][0]`, as the engine has it: `$."a b"[0]`. */
const JSON_PATH = `json_path_of(p) AS system.main.regexp_replace(p, '\\[["'']([^"'']+)["'']\\]', '."\\1"', 'g')`

/** Text that is not JSON has no members; an object and an array are no scalars. */
const JSON_TEXT = [
  JSON_PATH,
  `json_extract(t, p) AS CASE WHEN json_valid(t) THEN system.main.json_extract(t, json_path_of(p)) END`,
  `json_extract_scalar(t, p) AS CASE
     WHEN json_valid(t) AND json_type(t, json_path_of(p)) NOT IN ('OBJECT', 'ARRAY')
     THEN json_extract_string(t, json_path_of(p)) END`,
  // CAST(x AS VARCHAR): of JSON the value, without its quotes.
  `text_of(x) AS CASE
     WHEN typeof(x) = 'JSON' THEN json_extract_string(CAST(x AS VARCHAR), '$') ELSE CAST(x AS VARCHAR) END`,
  `json_parse(t) AS CAST(t AS JSON)`,
  `json_format(j) AS CAST(j AS VARCHAR)`,
  `json_array_length(t) AS CASE
     WHEN json_valid(t) AND json_type(t) = 'ARRAY' THEN system.main.json_array_length(t) END`,
  `json_size(t, p) AS CASE WHEN json_valid(t) THEN CASE json_type(t, json_path_of(p))
     WHEN 'OBJECT' THEN len(json_keys(t, json_path_of(p)))
     WHEN 'ARRAY' THEN system.main.json_array_length(t, json_path_of(p))
     ELSE CASE WHEN json_exists(t, json_path_of(p)) THEN 0 END END END`,
]

/** Format letters: Athena has MySQL's, the engine those of C. In this order, as `%M` is in both. */
const TIME_FORMAT = [
  ['%M', '%B'],
  ['%i', '%M'],
  ['%W', '%A'],
  ['%s', '%S'],
  ['%c', '%-m'],
  ['%e', '%-d'],
  ['%k', '%-H'],
  ['%l', '%-I'],
  ['%h', '%I'],
  ['%r', '%I:%M:%S %p'],
  ['%T', '%H:%M:%S'],
  ['%v', '%V'],
  ['%x', '%G'],
].reduce((format, [athena, engine]) => `replace(${format}, '${athena}', '${engine}')`, 'f')

/** Of a count of days, months ... `n`. */
const INTERVAL = `CASE lower(unit)
  WHEN 'millisecond' THEN INTERVAL 1 MILLISECOND
  WHEN 'second' THEN INTERVAL 1 SECOND
  WHEN 'minute' THEN INTERVAL 1 MINUTE
  WHEN 'hour' THEN INTERVAL 1 HOUR
  WHEN 'day' THEN INTERVAL 1 DAY
  WHEN 'week' THEN INTERVAL 7 DAY
  WHEN 'month' THEN INTERVAL 1 MONTH
  WHEN 'quarter' THEN INTERVAL 3 MONTH
  WHEN 'year' THEN INTERVAL 1 YEAR END`

/**
 * A text that is no time is NULL, so that one odd record does not spoil a query over all. Times
 * have no zone of their own: all are UTC, as Athena's are at first.
 */
const TIMES = [
  `from_iso8601_timestamp(t) AS coalesce(TRY_CAST(t AS TIMESTAMPTZ),
     try_strptime(t, ['%Y-%m-%dT%H:%MZ', '%Y-%m-%dT%H:%M%z', '%Y-%m-%dT%H:%M', '%Y-%m-%dT%H', '%Y-%m', '%Y']))`,
  `from_iso8601_date(t) AS TRY_CAST(t AS DATE)`,
  `to_iso8601(t DATE) AS strftime(t, '%Y-%m-%d'),
     (t TIMESTAMP) AS strftime(t, '%Y-%m-%dT%H:%M:%S.%g'),
     (t TIMESTAMPTZ) AS strftime(t AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%gZ')`,
  `from_unixtime(n) AS to_timestamp(n)`,
  `to_unixtime(t) AS epoch(t)`,
  `date(t) AS CAST(t AS DATE)`,
  `date_add(unit, n, t DATE) AS CAST(t + n * ${INTERVAL} AS DATE),
     (unit, n, t TIMESTAMP) AS t + n * ${INTERVAL},
     (unit, n, t TIMESTAMPTZ) AS t + n * ${INTERVAL}`,
  // Whole units that have passed: two minutes before and after an hour are no hour apart.
  `date_diff(unit, a, b) AS date_sub(unit, a, b)`,
  `time_format_of(f) AS ${TIME_FORMAT}`,
  `date_format(t, f) AS strftime(t, time_format_of(f))`,
  // The engine wants a constant. CASE lets it see one only when the macro is used.
  `date_parse(t, f) AS strptime(t, CASE WHEN f IS NULL THEN f ELSE time_format_of(f) END)`,
  `at_timezone(t, zone) AS t AT TIME ZONE zone`,
  `with_timezone(t, zone) AS t AT TIME ZONE zone`,
  `current_timezone() AS 'UTC'`,
  `day_of_month(t) AS day(t)`,
  // Monday is 1, Sunday 7.
  `day_of_week(t) AS isodow(t)`,
  `dow(t) AS isodow(t)`,
  `day_of_year(t) AS dayofyear(t)`,
  `doy(t) AS dayofyear(t)`,
  `week_of_year(t) AS week(t)`,
  `year_of_week(t) AS isoyear(t)`,
  `yow(t) AS isoyear(t)`,
  `last_day_of_month(t) AS last_day(t)`,
]

/** Groups in a replacement are `$1`, as in Java. */
const TEXTS = [
  // The part after the last is NULL.
  `split_part(t, d, i) AS string_split(t, d)[i]`,
  `split_to_map(t, d, k) AS map_from_entries(list_transform(string_split(t, d),
     x -> {key: string_split(x, k)[1], value: string_split(x, k)[2]}))`,
  `regexp_like(t, p) AS regexp_matches(t, p)`,
  `regexp_extract(t, p) AS CASE WHEN regexp_matches(t, p) THEN system.main.regexp_extract(t, p) END,
     (t, p, n) AS CASE WHEN regexp_matches(t, p) THEN system.main.regexp_extract(t, p, n) END`,
  `regexp_count(t, p) AS len(regexp_extract_all(t, p))`,
  `regexp_replace(t, p) AS system.main.regexp_replace(t, p, '', 'g'),
     (t, p, r) AS system.main.regexp_replace(t, p, system.main.regexp_replace(r, '\\$(\\d)', '\\\\\\1', 'g'), 'g')`,
  `regexp_split(t, p) AS string_split_regex(t, p)`,
  // With NULL they are NULL.
  `concat(a, b) AS a || b, (a, b, c) AS a || b || c, (a, b, c, d) AS a || b || c || d,
     (a, b, c, d, e) AS a || b || c || d || e, (a, b, c, d, e, f) AS a || b || c || d || e || f`,
  `levenshtein_distance(a, b) AS levenshtein(a, b)`,
  `reverse(t VARCHAR) AS system.main.reverse(t), (x) AS list_reverse(x)`,
  `codepoint(t) AS unicode(t)`,
  `to_utf8(t) AS encode(t)`,
  `from_utf8(b) AS decode(b)`,
  `url_extract_protocol(u) AS nullif(system.main.regexp_extract(u, '^([^:/?#]+):', 1), '')`,
  `url_extract_host(u) AS nullif(system.main.regexp_extract(u, '^[^:/?#]+://(?:[^/?#@]*@)?([^/?#:]*)', 1), '')`,
  `url_extract_path(u) AS system.main.regexp_extract(u, '^(?:[^:/?#]+:)?(?://[^/?#]*)?([^?#]*)', 1)`,
  `url_extract_query(u) AS system.main.regexp_extract(u, '\\?([^#]*)', 1)`,
]

/** Arrays begin at 1; from -1 they are read from the end. */
const ARRAYS = [
  `cardinality(x) AS CASE json_type(to_json(x))
     WHEN 'OBJECT' THEN len(json_keys(to_json(x))) ELSE system.main.json_array_length(to_json(x)) END`,
  `element_at(x, i) AS x[i]`,
  `array_join(x, d) AS CASE WHEN x IS NOT NULL THEN coalesce(array_to_string(x, d), '') END,
     (x, d, n) AS CASE WHEN x IS NOT NULL
       THEN coalesce(array_to_string(list_transform(x, e -> coalesce(CAST(e AS VARCHAR), n)), d), '') END`,
  `array_distinct(x) AS list_filter(x, (e, i) -> list_position(x, e) = i)`,
  `array_union(x, y) AS array_distinct(x || y)`,
  `array_except(x, y) AS array_distinct(list_filter(x, e -> NOT list_contains(y, e)))`,
  `array_remove(x, r) AS list_filter(x, e -> e IS DISTINCT FROM r)`,
  `array_position(x, e) AS CASE WHEN x IS NOT NULL AND e IS NOT NULL THEN coalesce(list_position(x, e), 0) END`,
  `arrays_overlap(x, y) AS list_has_any(x, y)`,
  // With a NULL among them they are NULL.
  `array_max(x) AS CASE WHEN list_count(x) = len(x) THEN list_max(x) END`,
  `array_min(x) AS CASE WHEN list_count(x) = len(x) THEN list_min(x) END`,
  `array_first(x) AS x[1]`,
  `array_last(x) AS x[-1]`,
  `slice(x, start, n) AS CASE WHEN start < 0
     THEN list_slice(x, len(x) + start + 1, len(x) + start + n) ELSE list_slice(x, start, start + n - 1) END`,
  `sequence(a, b) AS generate_series(a, b),
     (a, b, step) AS generate_series(a, b, step),
     (a DATE, b DATE) AS CAST(generate_series(a, b, INTERVAL 1 DAY) AS DATE[]),
     (a DATE, b DATE, step) AS CAST(generate_series(a, b, step) AS DATE[])`,
  `zip(x, y) AS list_zip(x, y)`,
  // What any_match, all_match and none_match become: of the results for each element.
  `any_true(x) AS CASE WHEN list_contains(x, true) THEN true WHEN list_count(x) < len(x) THEN NULL
     WHEN x IS NOT NULL THEN false END`,
  `none_true(x) AS NOT any_true(x)`,
  `all_true(x) AS CASE WHEN list_contains(x, false) THEN false WHEN list_count(x) < len(x) THEN NULL
     WHEN x IS NOT NULL THEN true END`,
]

const OCTET = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const IPV4 = `(${OCTET}\\.){3}${OCTET}`

/** Addresses are texts; what is no address is NULL. */
const ADDRESSES = [
  `ipv4_number(a) AS TRY_CAST(string_split(a, '.')[1] AS BIGINT) * 16777216 + TRY_CAST(string_split(a, '.')[2] AS BIGINT) * 65536
     + TRY_CAST(string_split(a, '.')[3] AS BIGINT) * 256 + TRY_CAST(string_split(a, '.')[4] AS BIGINT)`,
  `ipv6_groups(a) AS CASE WHEN system.main.contains(a, '::')
     THEN list_filter(string_split(string_split(a, '::')[1], ':'), g -> g <> '')
       || list_transform(range(8 - len(list_filter(string_split(a, ':'), g -> g <> ''))), g -> '0')
       || list_filter(string_split(string_split(a, '::')[2], ':'), g -> g <> '')
     ELSE string_split(a, ':') END`,
  `ipv6_hex(a) AS CASE WHEN regexp_full_match(a, '[0-9a-fA-F]{0,4}(:[0-9a-fA-F]{0,4})+')
     THEN array_to_string(list_transform(ipv6_groups(a), g -> lpad(lower(g), 4, '0')), '') END`,
  `ipv6_bits(a) AS array_to_string(list_transform(
     string_split(ipv6_hex(a), ''), d -> lpad(bin(strpos('0123456789abcdef', d) - 1), 4, '0')), '')`,
  `address_text(a) AS CASE WHEN regexp_full_match(a, '${IPV4}') OR length(ipv6_hex(a)) = 32 THEN a END`,
  `contains(network VARCHAR, address VARCHAR) AS CASE
     WHEN regexp_full_match(address, '${IPV4}') THEN NOT system.main.contains(network, ':')
       AND ipv4_number(address) >> 32 - CAST(string_split(network, '/')[2] AS INTEGER)
         = ipv4_number(string_split(network, '/')[1]) >> 32 - CAST(string_split(network, '/')[2] AS INTEGER)
     WHEN length(ipv6_hex(address)) = 32 THEN system.main.contains(network, ':')
       AND starts_with(ipv6_bits(address),
         left(ipv6_bits(string_split(network, '/')[1]), CAST(string_split(network, '/')[2] AS INTEGER))) END,
     (x, e) AS system.main.contains(x, e)`,
]

const NUMBERS_AND_MAPS = [
  // With NULL they are NULL.
  ...['greatest', 'least'].map(
    (
      name,
    ) => `${name}(a, b) AS CASE WHEN (a IS NULL OR b IS NULL) THEN NULL ELSE system.main.${name}(a, b) END,
     (a, b, c) AS CASE WHEN (a IS NULL OR b IS NULL OR c IS NULL) THEN NULL ELSE system.main.${name}(a, b, c) END`,
  ),
  `bitwise_and(a, b) AS a & b`,
  `bitwise_or(a, b) AS a | b`,
  `bitwise_xor(a, b) AS xor(a, b)`,
  // Of several values of a key, the first.
  `first_of_each_key(x) AS list_filter(x, (e, i) -> list_position(list_transform(x, y -> y.key), e.key) = i)`,
  `map_agg(k, v) AS map_from_entries(first_of_each_key(list({key: k, value: v})))`,
]

/** In Athena times are in UTC at first, and `7 / 2` is 3. */
export const ATHENA_SETTINGS: readonly string[] = [`SET TimeZone = 'UTC'`, `SET integer_division = true`]

export const ATHENA_MACROS: readonly string[] = [
  ...JSON_TEXT,
  ...TIMES,
  ...TEXTS,
  ...ARRAYS,
  ...ADDRESSES,
  ...NUMBERS_AND_MAPS,
].map((macro) => `CREATE OR REPLACE TEMP MACRO ${macro}`)

/** Functions of Athena that neither the engine nor a macro has, each with what to write instead. */
export const NOT_AVAILABLE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'json_query json_value json_exists json_table':
      "Use json_extract or json_extract_scalar, such as json_extract_scalar(requestparameters, '$.bucketName').",
    'json_array_contains json_array_get':
      "Make an array of it first: CAST(json_extract(requestparameters, '$.names') AS ARRAY(VARCHAR)).",
    'reduce reduce_agg': 'Use an aggregate function over UNNEST, such as sum.',
    'zip_with map_zip_with': 'Use transform over zip.',
    'map_filter transform_keys transform_values map_union':
      'Use filter and transform over map_keys, such as filter(map_keys(m), k -> m[k] > 1).',
    'multimap_agg multimap_from_entries split_to_multimap': 'Use array_agg with GROUP BY.',
    format_datetime: "Use date_format, such as date_format(time, '%Y-%m-%d %H:%i').",
    parse_datetime: "Use date_parse, such as date_parse(text, '%Y-%m-%d %H:%i').",
    url_extract_parameter: "Use regexp_extract, such as regexp_extract(url, 'name=([^&]*)', 1).",
    'approx_most_frequent numeric_histogram': 'Use count(*) with GROUP BY and ORDER BY.',
    'rand random shuffle uuid random_string':
      'A query over the events has the same result each time, so random values are not available.',
  }).flatMap(([names, sentence]) => names.split(' ').map((name) => [name, sentence] as const)),
)

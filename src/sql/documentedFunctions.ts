/** A function that the SQL editor suggests. */
export interface DocumentedFunction {
  readonly name: string
  /** `json_extract_scalar(json, path)` */
  readonly usage: string
  /** What it returns, in a sentence. */
  readonly sentence: string
}

const described = (usage: string, sentence: string): DocumentedFunction => ({
  name: usage.slice(0, usage.indexOf('(')),
  usage,
  sentence,
})

/** Functions of Athena that are useful over the events; every one of them can be called here. */
export const DOCUMENTED_FUNCTIONS: readonly DocumentedFunction[] = [
  described('count(x)', 'How many rows have a value; count(*) counts all.'),
  described('count_if(condition)', 'How many rows meet the condition.'),
  described('sum(x)', 'The sum.'),
  described('avg(x)', 'The mean.'),
  described('min(x)', 'The smallest value; of times, the first.'),
  described('max(x)', 'The largest value; of times, the last.'),
  described('min_by(x, y)', 'The x of the row with the smallest y.'),
  described('max_by(x, y)', 'The x of the row with the largest y.'),
  described('approx_distinct(x)', 'About how many different values there are.'),
  described('array_agg(x)', 'The values as an array.'),
  described('any_value(x)', 'Any of the values.'),
  described(
    'json_extract(json, path)',
    "A part of a JSON text, as JSON: json_extract(responseelements, '$.user').",
  ),
  described(
    'json_extract_scalar(json, path)',
    "A value in a JSON text, as text: json_extract_scalar(requestparameters, '$.bucketName').",
  ),
  described('json_array_length(json)', 'How many items a JSON array has.'),
  described('from_iso8601_timestamp(text)', 'The time in a text such as eventtime.'),
  described('date_trunc(unit, time)', "The start of the 'minute', 'hour', 'day', 'week' or 'month'."),
  described('date_diff(unit, from, to)', "The time between, in whole units such as 'minute'."),
  described('date_add(unit, count, time)', "The time moved by so many units such as 'day'."),
  described('date_format(time, format)', "The time as text: date_format(time, '%Y-%m-%d %H:%i')."),
  described('to_iso8601(time)', 'The time as text, as in eventtime.'),
  described('try_cast(x AS type)', 'The value as another type; NULL where that is not possible.'),
  described('coalesce(x, y)', 'The first that is not NULL.'),
  described('nullif(x, y)', 'x, or NULL if both are equal.'),
  described('lower(text)', 'In lower case.'),
  described('upper(text)', 'In upper case.'),
  described('length(text)', 'How many characters it has.'),
  described('substr(text, start, length)', 'A part of the text; the first character is 1.'),
  described('strpos(text, part)', 'Where the part begins, from 1; 0 if it does not occur.'),
  described('split_part(text, separator, index)', 'One of the parts between separators, from 1.'),
  described('replace(text, part, other)', 'The text with each part replaced.'),
  described('concat(x, y)', 'Both, one after the other.'),
  described('regexp_like(text, pattern)', 'Whether a part of the text matches the regular expression.'),
  described(
    'regexp_extract(text, pattern, group)',
    'What the regular expression, or a group of it, matches first.',
  ),
  described('element_at(array, index)', 'An item of an array, from 1; NULL if there is none.'),
  described('cardinality(array)', 'How many items an array has.'),
  described('array_join(array, separator)', 'The items of an array as one text.'),
  described('contains(array, value)', 'Whether an array has this value.'),
  described(
    'any_match(array, condition)',
    "Whether an item meets the condition: any_match(resources, r -> r.type = 'AWS::S3::Bucket').",
  ),
  described('round(x, digits)', 'Rounded to so many digits.'),
  described('greatest(x, y)', 'The larger one.'),
  described('least(x, y)', 'The smaller one.'),
]

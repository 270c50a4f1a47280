import { READ_ONLY_NAME } from '../../cloudtrail/describe.ts'
import { RESOURCE_RULES, WELL_KNOWN_PARAMETERS, type ResourceRule } from '../../cloudtrail/resourceRules.ts'
import { VERSION_SUFFIX } from '../../cloudtrail/resources.ts'
import { splitPath } from '../../cloudtrail/fieldPath.ts'
import { jsonString } from './toolCommand.ts'

export const jqPath = (path: string): string => `[${splitPath(path).map(jsonString).join(',')}]`

/**
 * One of our regular expressions as a jq string that `quoted` accepts. Older shells expand history
 * after a `!`.
 */
const regex = ({ source }: RegExp): string =>
  JSON.stringify(source).replaceAll('\\\\', '\\u005c').replaceAll('!', '\\u0021')

type Definition = readonly [name: string, text: () => string]

/**
 * What describe.ts, userName.ts, resources.ts and readings.ts read from a record, in jq. Each definition follows
 * those it uses. A text that is null or empty counts as none.
 */
const DEFINITIONS: readonly Definition[] = [
  ['items', () => 'def items: if type == "array" then .[] | items else . end;'],
  [
    'at',
    () =>
      'def at($path): reduce $path[] as $name ([.]; [.[] | items | objects | select(has($name)) | .[$name]]);',
  ],
  [
    'leaves',
    () =>
      'def leaves($path): [at($path)[] | items | select(type != "object" and . != null) | if type == "string" then . else tojson end];',
  ],
  ['texts', () => 'def texts($path): leaves($path) | map(select(. != ""));'],
  ['text', () => 'def text($path): leaves($path)[-1] | if . == "" then null else . end;'],
  [
    'below',
    () => 'def below($path): [at($path)[] | items | objects | .[] | .. | scalars | select(. != null)] != [];',
  ],
  ['present', () => 'def present($path): texts($path) != [] or below($path);'],
  ['list', () => 'def list(f): [f | select(. != null)];'],
  [
    'session_name',
    () =>
      'def session_name: text(["userIdentity","principalId"]) // "" | if test(":") then sub("^[^:]*:"; "") | if . == "" then null else . end else null end;',
  ],
  [
    'user_name',
    () =>
      `def user_name: text(["userIdentity","type"]) as $type | text(["userIdentity","userName"]) as $name
  | if $type == "Root" then "root"
    elif $type == "IAMUser" or $type == "SAMLUser" or $type == "WebIdentityUser" then $name
    elif $type == "AssumedRole" or $type == "FederatedUser" then session_name // (text(["userIdentity","arn"]) // "" | split("/")[-1] | if . == "" then null else . end)
    elif $type == "AWSService" then null
    elif $type == "AWSAccount" then session_name // (text(["userIdentity","accountId"]) | if . == null or test("^anonymous"; "i") then null else . end)
    elif $type == "IdentityCenterUser" then $name // text(["additionalEventData","UserName"]) // text(["userIdentity","onBehalfOf","userId"])
    else $name // session_name // text(["additionalEventData","UserName"]) // text(["userIdentity","onBehalfOf","userId"]) end;`,
  ],
  [
    'read_only',
    () =>
      `def read_only: (text(["readOnly"]) // "" | ascii_downcase) as $written
  | if $written == "true" or $written == "false" then $written else text(["eventName"]) | if . == null then null else test(${regex(READ_ONLY_NAME)}) | tostring end end;`,
  ],
  [
    'event_category',
    () =>
      'def event_category: text(["eventCategory"]) // (if text(["managementEvent"]) == "false" then "Data" elif below(["insightDetails"]) then "Insight" else "Management" end);',
  ],
  [
    'time',
    () =>
      `def time: [text(["eventTime"]), text(["timeWindow","windowStart"]), text(["eventData","eventTime"]), text(["@timestamp"])]
  | map(select(. != null) | capture("^[[:space:]]*(?<y>[0-9]{4})-?(?<mo>[0-9]{2})-?(?<d>[0-9]{2})[Tt ](?<h>[0-9]{2}):?(?<mi>[0-9]{2}):?(?<s>[0-9]{2})([.,](?<f>[0-9]{1,9}))?[[:space:]]*(?<z>[Zz]|[+-][0-9]{2}:?[0-9]{2})?[[:space:]]*$")
    | try ((("\\(.y)-\\(.mo)-\\(.d)T\\(.h):\\(.mi):\\(.s)Z" | fromdateiso8601) * 1000) + (((.f // "") + "000")[0:3] | tonumber)
      - (.z // "Z" | if ascii_upcase == "Z" then 0 else ((.[1:3] | tonumber) * 60 + (.[-2:] | tonumber)) * (if .[0:1] == "-" then -60000 else 60000 end) end)) catch empty)
  | .[0];`,
  ],
  [
    'time_text',
    () =>
      'def time_text: time | if . == null then null else (. / 1000 | floor | todate) as $whole | if . % 1000 == 0 then $whole else $whole[0:19] + "." + ((1000 + . % 1000) | tostring)[1:] + "Z" end end;',
  ],
  ['resource_rules', () => `def resource_rules: ${rulesText(RESOURCE_RULES)};`],
  ['service_rules', () => `def service_rules: ${rulesText(WELL_KNOWN_PARAMETERS)};`],
  [
    'resources',
    () =>
      `def named($names): [.[$names[]] | strings][0] | if . == "" then null else . end;
def resources: . as $record | text(["eventName"]) as $event
  | [.resources | if type == "array" then .[] else . end | objects | {type: named(["type","resourceType"]), name: named(["ARN","ARNPrefix","arn","resourceName"])}] as $listed
  | (if $event == null then null else resource_rules[$event] // resource_rules[$event | sub(${regex(VERSION_SUFFIX)}; "")] end
      // service_rules[text(["eventSource"]) // "" | split(".")[0] // ""] // []) as $rules
  | reduce ($rules[] as $rule | $record | leaves($rule[1])[] | sub("^[[:space:]]+"; "") | sub("[[:space:]]+$"; "") | select(. != "" and length <= 2048) | {type: $rule[0], name: .}) as $derived
      ($listed; if any(.[]; .name == $derived.name) then . else . + [$derived] end);`,
  ],
  ['addresses', () => ADDRESSES],
  [
    'printed',
    () =>
      `def printed(f): if type == "object" then "{" + (to_entries | map("\\u0022\\(.key | f)\\u0022:\\(.value | printed(f))") | join(",")) + "}"
  elif type == "array" then "[" + (map(printed(f)) | join(",")) + "]"
  elif type == "string" then "\\u0022\\(f)\\u0022" else tojson end;`,
  ],
  [
    'open',
    () =>
      'def open: . as $text | sub("^[[:space:]]+"; "")[0:1] as $first | if $first != "" and ("{[\\u0022" | contains($first)) and contains("\\u0022") then try (fromjson | printed(open)) catch $text else $text end;',
  ],
]

/**
 * An address as numbers, so that a block is a range. (An IPv4 address inside an IPv6 one is not
 * supported.)
 */
const ADDRESSES = `def hex: explode | reduce .[] as $c (0; . * 16 + (if $c > 96 then $c - 87 elif $c > 64 then $c - 55 else $c - 48 end));
def groups: if . == "" then [] else split(":") | map(hex) end;
def addresses: if test("^(0|[1-9][0-9]{0,2})([.](0|[1-9][0-9]{0,2})){3}$") then split(".") | map(tonumber) | select(all(. <= 255))
  elif test("^([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}$") then groups
  elif test("^[0-9A-Fa-f:]*::[0-9A-Fa-f:]*$") then split("::") | select(length == 2) | map(groups) | .[0] + [range(8 - (add | length)) | 0] + .[1]
  else empty end;`

/** The definitions that a program needs, in order. */
export function definitionsFor(program: string): string[] {
  const needed: string[] = []
  let text = program
  for (const [name, define] of DEFINITIONS.toReversed()) {
    if (!new RegExp(`(?<![\\w.$"])${name}(?![\\w"])`).test(text)) continue
    const definition = define()
    needed.unshift(definition)
    text += definition
  }
  return needed
}

function rulesText(rules: ReadonlyMap<string, readonly ResourceRule[]>): string {
  return JSON.stringify(
    Object.fromEntries(
      Array.from(rules, ([name, list]) => [name, list.map(([type, path]) => [type, splitPath(path)])]),
    ),
  )
}

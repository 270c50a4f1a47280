import { TOP_TEN } from './jq.ts'
import type { Lines } from './lines.ts'
import { DENIED, type Subjects } from './question.ts'
import { quoted, shell } from './shell.ts'
import { oneByOne, type Tool } from './tool.ts'

/** ripgrep on a file with a record a line, which jq makes of the log files once; what it finds goes through jq. */
export function ripgrepOnLines(lines: Lines, subjects: Subjects): Tool {
  const { user, id, snapshot, word } = subjects
  const rg = (options: string) => `rg --no-filename ${options} ${quoted(lines.file)}`
  const found = (text: string, condition: string, print: string, then: string) =>
    shell(`${rg(`-F ${quoted(text)}`)} | jq -r ${quoted(`select(${condition}) | ${print}`)} | ${then}`)
  return {
    name: 'ripgrep on NDJSON made by jq',
    needs: ['rg', 'jq'],
    run: oneByOne(
      {
        newest: () =>
          found(
            `"userName":"${user}"`,
            `.userIdentity.userName == "${user}"`,
            '.eventTime',
            'sort -r | head -n 50',
          ),
        denied: () => shell(rg(`-c ${quoted(`"errorCode":"(${DENIED.join('|')})"`)}`)),
        byID: () => found(id, `.eventID == "${id}"`, '"\\(.eventTime) \\(.eventName)"', 'cat'),
        deleted: () =>
          found(
            snapshot,
            `.eventName == "DeleteSnapshot" and .requestParameters.snapshotId == "${snapshot}"`,
            '.userIdentity.arn',
            'sort -u',
          ),
        text: () => shell(rg(`-ic -F ${quoted(word)}`)),
        addresses: () => shell(`${rg(`-o ${quoted('"sourceIPAddress":"[^"]*"')}`)} | ${TOP_TEN}`),
      },
      lines.make,
    ),
  }
}

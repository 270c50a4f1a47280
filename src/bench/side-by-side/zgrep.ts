import { TOP_TEN } from './jq.ts'
import { DENIED, type Subjects } from './question.ts'
import { quoted, shell } from './shell.ts'
import { oneByOne, type Tool } from './tool.ts'

/** `zgrep` on the log files as they are. A log file is one line: it counts what it can name, and finds the file for jq. */
export function zgrepOnLogFiles(logFiles: string, { id, snapshot }: Subjects): Tool {
  const zgrep = (options: string) =>
    `find ${quoted(logFiles)} -name '*.gz' -print0 | xargs -0 -n 500 zgrep ${options}`
  const inItsFile = (text: string, condition: string, print: string) =>
    shell(
      `${zgrep(`-l ${quoted(text)}`)} | xargs gzip -dc | jq -r ${quoted(`.Records[] | select(${condition}) | ${print}`)} | sort -u`,
    )
  return {
    name: 'zgrep, and jq on the files it finds',
    needs: ['zgrep', 'jq'],
    run: oneByOne({
      denied: () => shell(`${zgrep(`-ohE ${quoted(`"errorCode":"(${DENIED.join('|')})"`)}`)} | wc -l`),
      byID: () => inItsFile(id, `.eventID == "${id}"`, '"\\(.eventTime) \\(.eventName)"'),
      deleted: () =>
        inItsFile(
          snapshot,
          `.eventName == "DeleteSnapshot" and .requestParameters.snapshotId == "${snapshot}"`,
          '.userIdentity.arn',
        ),
      addresses: () => shell(`${zgrep(`-ohE ${quoted('"sourceIPAddress":"[^"]*"')}`)} | ${TOP_TEN}`),
    }),
  }
}

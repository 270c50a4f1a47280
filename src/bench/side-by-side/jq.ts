import { DENIED, type Subjects } from './question.ts'
import { decompressed, quoted, shell } from './shell.ts'
import { oneByOne, type Tool } from './tool.ts'

/** `jq` on the log files as they are: every question reads all of them. */
export function jqOnLogFiles(logFiles: string, { user, id, snapshot, word }: Subjects): Tool {
  const select = (condition: string, print: string, then = '') =>
    shell(
      `${decompressed(logFiles)} | jq -r ${quoted(`.Records[] | select(${condition}) | ${print}`)} ${then}`,
    )
  return {
    name: 'jq',
    needs: ['jq', 'gzip'],
    run: oneByOne({
      newest: () => select(`.userIdentity.userName == "${user}"`, '.eventTime', '| sort -r | head -n 50'),
      denied: () => select(`.errorCode | IN(${DENIED.map((code) => `"${code}"`).join()})`, '1', '| wc -l'),
      byID: () => select(`.eventID == "${id}"`, '"\\(.eventTime) \\(.eventName)"'),
      deleted: () =>
        select(
          `.eventName == "DeleteSnapshot" and .requestParameters.snapshotId == "${snapshot}"`,
          '.userIdentity.arn',
          '| sort -u',
        ),
      text: () => select(`tojson | test("${word}"; "i")`, '1', '| wc -l'),
      addresses: () => select('true', '.sourceIPAddress', `| ${TOP_TEN}`),
    }),
  }
}

export const TOP_TEN = "sort | uniq -c | sort -rn | head -n 10 | awk '{print $1}'"

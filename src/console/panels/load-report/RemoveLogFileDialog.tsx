import type { LogFilesResponse } from '../../../api/listLogFiles.ts'
import { removeLogFile } from '../../models/queries/removeLogFile.ts'
import { announce } from '../../ui/announce.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { countOf } from '../../ui/numbers.ts'
import { SafeText } from '../../ui/SafeText.tsx'

/** Says which events are removed with a log file before it is. */
export function RemoveLogFileDialog({
  logFile: { id, name, ownEvents, records },
  onClose,
}: {
  readonly logFile: LogFilesResponse['logFiles'][number]
  readonly onClose: () => void
}) {
  const remove = async () => {
    const { removed } = await removeLogFile(id)
    announce(`Removed ${spellOutInvisible(name)} and ${countOf(removed, 'event')}`)
    onClose()
  }
  return (
    <ConfirmDialog header="Remove log file" confirm="Remove" onConfirm={remove} onClose={onClose}>
      <div>
        Remove{' '}
        <b>
          <SafeText text={name} />
        </b>
        {ownEvents > 0 && ` and ${countOf(ownEvents, 'event')}`} from this event data store?
        {ownEvents < records && ' Events that are also in other loaded log files are kept.'}
      </div>
      <div>
        The file on disk is not touched: to get the events back, load it again. If the console is started with
        its path, the next start loads it again.
      </div>
    </ConfirmDialog>
  )
}

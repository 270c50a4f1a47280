import type { ListedAlarm } from '../../../api/alarms.ts'
import { deleteAlarm } from '../../models/queries/useAlarms.ts'
import { announce } from '../../ui/announce.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { DialogBoundary } from '../../ui/DialogBoundary.tsx'
import { SafeText } from '../../ui/SafeText.tsx'

export interface DeleteAlarmDialogProps {
  readonly alarm: ListedAlarm
  readonly onClose: () => void
}

/** Says what stays before an alarm is deleted. */
export function DeleteAlarmDialog({ alarm, onClose }: DeleteAlarmDialogProps) {
  const remove = async () => {
    await deleteAlarm(alarm)
    announce('The alarm was deleted')
    onClose()
  }
  return (
    <DialogBoundary onClose={onClose}>
      <ConfirmDialog header="Delete alarm" confirm="Delete" onConfirm={remove} onClose={onClose}>
        <div>
          Delete{' '}
          <b>
            <SafeText text={alarm.name} />
          </b>
          ? The metric filter that it counts by stays.
        </div>
      </ConfirmDialog>
    </DialogBoundary>
  )
}

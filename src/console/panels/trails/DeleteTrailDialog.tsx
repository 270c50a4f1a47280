import { deleteTrail } from '../../models/trails/trailCalls.ts'
import type { Trail } from '../../models/trails/trail.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { SafeText } from '../../ui/SafeText.tsx'

export interface DeleteTrailDialogProps {
  readonly trail: Trail
  readonly onDeleted: () => void
  readonly onClose: () => void
}

/** Says what stays before a trail is deleted. */
export function DeleteTrailDialog({ trail, onDeleted, onClose }: DeleteTrailDialogProps) {
  const remove = async () => {
    await deleteTrail(trail.Name, trail.HomeRegion)
    onDeleted()
  }
  return (
    <ConfirmDialog header="Delete trail" confirm="Delete" onConfirm={remove} onClose={onClose}>
      <div>
        Delete{' '}
        <b>
          <SafeText text={trail.Name} />
        </b>
        ? It ends logging to this trail.
      </div>
      <div>
        The bucket{' '}
        <b>
          <SafeText text={trail.S3BucketName} />
        </b>{' '}
        and the log files in it stay.
      </div>
    </ConfirmDialog>
  )
}

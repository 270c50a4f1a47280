import Alert from '@cloudscape-design/components/alert'
import { SafeText } from '../../ui/SafeText.tsx'

export interface DeliveredElsewhereProps {
  /** The S3 server or folder to which trails deliver. */
  readonly to: string
  readonly bucket: string
  readonly folder: string
}

/** Instead of the files of a trail, where they are not in the buckets of the account. */
export const DeliveredElsewhere = ({ to, bucket, folder }: DeliveredElsewhereProps) => (
  <Alert type="info" header="The files of this trail are not in the account">
    Trails deliver to <SafeText text={to} /> instead of the account’s buckets, as <code>--deliver-to</code>{' '}
    says. The files of this trail are there in <SafeText text={`${bucket}/${folder}`} />, and are not shown
    here.
  </Alert>
)

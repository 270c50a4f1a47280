import type { EventIntegrity as Integrity } from '../../../cloudtrail/integrity.ts'
import { INTEGRITY_IN_WORDS } from '../../../cloudtrail/integrityInWords.ts'
import { followLink } from '../../models/address/followLink.ts'
import { addressOf, go } from '../../models/address/useView.ts'
import { useLogFileOfEvent } from '../../models/queries/useLogFileOfEvent.ts'
import { VALIDATION_PAGE, type PageOf } from '../../routes.ts'
import { SafeText } from '../../ui/SafeText.tsx'

export interface EventIntegrityProps {
  readonly integrity: Integrity
  /** The log file that contains the event; undefined until it is known. */
  readonly logFileUri: string | undefined
}

/** What digest files say of an event, and which of them. */
export function EventIntegrity({ integrity, logFileUri }: EventIntegrityProps) {
  const { label, meaning } = INTEGRITY_IN_WORDS[integrity]
  const file = useLogFileOfEvent(logFileUri).data
  const digest = file?.digest
  return (
    <>
      <p className="event-details__integrity">
        <b>{label}.</b> {meaning}
      </p>
      {file?.reason != null && (
        <p className="event-details__quiet">
          <SafeText text={file.reason} />
        </p>
      )}
      {digest != null && (
        <p className="event-details__integrity">
          Digest file: <DigestLink name={digest.slice(digest.lastIndexOf('/') + 1)} />
        </p>
      )}
    </>
  )
}

/** Leads to the digest file in the list of the page Integrity. */
function DigestLink({ name }: { readonly name: string }) {
  const page: PageOf<'integrity'> = { ...VALIDATION_PAGE, section: 'digests', contains: name }
  return (
    <a href={addressOf(page)} onClick={(domEvent) => followLink(domEvent, () => go(page))}>
      <SafeText text={name} />
    </a>
  )
}

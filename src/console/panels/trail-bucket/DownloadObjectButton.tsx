import Button from '@cloudscape-design/components/button'
import { useState } from 'react'
import { getObject, nameIn, type BucketPlace } from '../../models/trails/bucketObjects.ts'
import { announce } from '../../ui/announce.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { saveBytes } from '../../ui/saveBytes.ts'

export interface DownloadObjectButtonProps {
  readonly place: BucketPlace
  readonly objectKey: string
}

/** Downloads an object as it is in the bucket. */
export function DownloadObjectButton({ place, objectKey }: DownloadObjectButtonProps) {
  const [isBusy, setBusy] = useState(false)
  const download = async () => {
    setBusy(true)
    try {
      saveBytes(await getObject(place, objectKey), nameIn(objectKey))
    } catch (error) {
      announce((error as Error).message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button
      variant="inline-link"
      ariaLabel={`Download ${spellOutInvisible(nameIn(objectKey))}`}
      loading={isBusy}
      onClick={() => void download()}
    >
      Download
    </Button>
  )
}

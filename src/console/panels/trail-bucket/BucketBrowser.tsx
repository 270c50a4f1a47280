import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { BucketPlace } from '../../models/trails/bucketObjects.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import type { BucketLinks } from './bucketLinks.ts'
import { FolderTable } from './FolderTable.tsx'
import { ObjectText } from './ObjectText.tsx'

export interface BucketBrowserProps extends BucketLinks {
  readonly place: BucketPlace
  /** A folder, which ends in a slash or is empty, or the key of an object. */
  readonly path: string
}

/** The files in the bucket of a trail. */
export function BucketBrowser({ place, path, addressOf, onPath, onLogFile }: BucketBrowserProps) {
  const isFolder = path === '' || path.endsWith('/')
  const parts = path.split('/').filter((part) => part !== '')
  const pathTo = (count: number) =>
    count === parts.length && !isFolder
      ? path
      : parts
          .slice(0, count)
          .map((part) => `${part}/`)
          .join('')
  const links = { addressOf, onPath, onLogFile }
  return (
    <SpaceBetween size="m">
      <BreadcrumbGroup
        ariaLabel="Path in the bucket"
        items={[place.bucket, ...parts].map((part, at) => ({
          text: spellOutInvisible(part),
          href: addressOf(pathTo(at)),
          path: pathTo(at),
        }))}
        onFollow={(domEvent) => {
          domEvent.preventDefault()
          onPath(domEvent.detail.item.path)
        }}
      />
      {isFolder ? (
        <FolderTable key={path} place={place} folder={path} {...links} />
      ) : (
        <ObjectText place={place} objectKey={path} />
      )}
    </SpaceBetween>
  )
}

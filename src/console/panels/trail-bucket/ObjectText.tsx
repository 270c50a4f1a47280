import Alert from '@cloudscape-design/components/alert'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { readDigestKey } from '../../../cloudtrail/logFileKey.ts'
import { nameIn, useObjectText, type BucketPlace } from '../../models/trails/bucketObjects.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { SafeText } from '../../ui/SafeText.tsx'
import { DownloadObjectButton } from './DownloadObjectButton.tsx'
import './ObjectText.css'

export interface ObjectTextProps {
  readonly place: BucketPlace
  readonly objectKey: string
}

/** An object that is no log file, such as a digest file, as text. */
export function ObjectText({ place, objectKey }: ObjectTextProps) {
  const { data: text, error } = useObjectText(place, objectKey)
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={
            readDigestKey(objectKey) &&
            'A digest file: the hashes of the log files that were delivered in an hour. Its signature is kept beside it.'
          }
          actions={
            <SpaceBetween direction="horizontal" size="s" alignItems="center">
              {text && <CopyButton text={text} what="the text" />}
              <DownloadObjectButton place={place} objectKey={objectKey} />
            </SpaceBetween>
          }
        >
          <SafeText text={nameIn(objectKey)} />
        </Header>
      }
    >
      {error && (
        <Alert type="error" header="The file could not be read">
          {error.message}
        </Alert>
      )}
      {text === undefined && !error && <StatusIndicator type="loading">Reading the file</StatusIndicator>}
      {text === null && 'This file is not text. Download it to look at it.'}
      {text && (
        <pre className="object-text" tabIndex={0} aria-label="Content">
          <SafeText text={text} />
        </pre>
      )}
    </Container>
  )
}

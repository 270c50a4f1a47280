import { queryOptions, useMutation, useMutationState } from '@tanstack/react-query'
import type { DownloadFormat } from '../../../api/downloadEvents.ts'
import {
  cancelDownload,
  downloadFile,
  downloadManifest,
  getDownload,
  startDownload,
  type Download,
} from '../../../api/downloads.ts'
import { requestAddress } from '../../../api/requestAddress.ts'
import type { Filter, Order } from '../../../filter/filter.ts'
import { dismissMutation, UNTIL_DISMISSED } from './mutations.ts'
import { queryClient } from './queryClient.ts'
import { send } from './request.ts'

/** A file of all events that match a filter. */
export interface WantedFile {
  readonly filter: Filter
  readonly order: Order
  readonly format: DownloadFormat
  readonly gzip?: boolean
  readonly withNotes?: boolean
}

/** A download started in this window, kept until it is dismissed. */
export interface SentDownload {
  readonly id: number
  readonly file: WantedFile
  /** The download as it was when it started; undefined until the server has responded. */
  readonly started: Download | undefined
  /** Why it could not be started. */
  readonly error: Error | null
}

const KEY = ['download']
const LOOK_AGAIN_MS = 400

/** Starts downloads. The browser writes the file, whose size is not limited. */
export const useStartDownload = () =>
  useMutation({ ...UNTIL_DISMISSED, mutationKey: KEY, mutationFn: startedDownload })

async function startedDownload({
  filter,
  order,
  format,
  gzip = false,
  withNotes = false,
}: WantedFile): Promise<Download> {
  const download = await send(startDownload, {
    filter,
    format,
    compression: gzip ? 'gzip' : undefined,
    order: order === 'oldest' ? order : undefined,
    notes: withNotes ? 'include' : undefined,
  })
  saveAddress(requestAddress(downloadFile, { id: download.id }))
  return download
}

/** In the order they were started. */
export const useDownloads = (): readonly SentDownload[] =>
  useMutationState({
    filters: { mutationKey: KEY },
    select: ({ mutationId, state }) => ({
      id: mutationId,
      file: state.variables as WantedFile,
      started: state.data as Download | undefined,
      error: state.error,
    }),
  })

/** How far a download is. Polls until it has ended. */
export const downloadQuery = (started: Download) =>
  queryOptions({
    queryKey: ['download', started.id],
    queryFn: ({ signal }) => send(getDownload, { id: started.id }, signal),
    initialData: started,
    staleTime: 0,
    gcTime: Infinity,
    refetchInterval: ({ state: { data } }) => isUnderWay(data?.state) && LOOK_AGAIN_MS,
    refetchIntervalInBackground: true,
  })

export const isUnderWay = (state: Download['state'] | undefined): boolean =>
  state === 'waiting' || state === 'running'

/** Saves the manifest of a complete download beside its file. */
export async function saveManifest(id: string): Promise<void> {
  const manifest = await send(downloadManifest, { id })
  const text = `${JSON.stringify(manifest, null, 2)}\n`
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  saveAddress(address, `${manifest.fileName}.manifest.json`)
  URL.revokeObjectURL(address)
}

export async function stopDownload(id: string): Promise<void> {
  await send(cancelDownload, { id })
  await queryClient.invalidateQueries({ queryKey: ['download', id] })
}

export function dismissDownload({ id, started }: SentDownload): void {
  dismissMutation(id)
  if (started) queryClient.removeQueries({ queryKey: ['download', started.id] })
}

/** Makes the browser save the response of an address, under the name in the response or `name`. */
export function saveAddress(address: string, name = ''): void {
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
}

/** `GET /api/paths?prefix=`, the paths that occur in the records held, for suggestions of fields. */
export const RECORD_PATHS = '/api/paths'

export interface RecordPathsRequest {
  /** Only paths that contain this, whatever its case. */
  readonly contains?: string
  /** 50 unless told, 1000 at most. */
  readonly limit?: number
}

export interface RecordPathsResponse {
  /** `requestParameters.bucketName`; array positions left out. Most common first. */
  readonly paths: readonly string[]
  /** How many paths there are in all that contain it. */
  readonly distinct: number
}

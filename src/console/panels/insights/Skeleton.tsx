import './Insights.css'

export interface SkeletonProps {
  /** `Loading the rate` */
  readonly label: string
  readonly height: number
}

/** Keeps the place of what is loading. */
export const Skeleton = ({ label, height }: SkeletonProps) => (
  <div
    className="insight-skeleton"
    style={{ blockSize: height }}
    role="status"
    aria-busy="true"
    aria-label={label}
  />
)

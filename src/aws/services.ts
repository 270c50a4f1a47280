import type { Service } from './service.ts'
import { s3 } from './services/s3/service.ts'

/** The services of the simulated account. */
export const SERVICES: readonly Service[] = [s3]

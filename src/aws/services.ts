import type { Service } from './service.ts'

/** The services of the simulated account. */
export const SERVICES: readonly Service[] = []

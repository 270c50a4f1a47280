export function compiledScanModule(): Promise<string>
export const SCAN_MODULE_FILE: string

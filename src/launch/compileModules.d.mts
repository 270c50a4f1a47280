interface Module {
  readonly folder: string
}
export const MODULES: readonly Module[]
export function fileOf(module: Module): string
export function compiled(module: Module): Promise<string>

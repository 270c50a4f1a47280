/** What is used of Eleventy, which comes without types. */
declare module '@11ty/eleventy' {
  import type { Markdown } from './markdown.ts'

  export interface EleventyConfig {
    readonly ignores: { add(path: string): void }
    setUseGitIgnore(enabled: boolean): void
    setIncludesDirectory(folder: string): void
    setTemplateFormats(formats: readonly string[]): void
    amendLibrary(name: 'md', change: (markdown: Markdown) => void): void
    addPassthroughCopy(places: Readonly<Record<string, string>>): void
    addGlobalData(name: string, value: unknown): void
    addFilter(name: string, filter: (value: string) => unknown): void
    addTemplate(path: string, content: string, data?: Readonly<Record<string, unknown>>): void
  }

  export interface PageData {
    readonly page: { readonly inputPath: string; readonly filePathStem: string; readonly rawInput: string }
  }

  export default class Eleventy {
    constructor(
      input: string,
      output: string,
      options: {
        readonly quietMode?: boolean
        readonly configPath?: string | null
        readonly config?: (config: EleventyConfig) => unknown
      },
    )
    write(): Promise<unknown>
  }
}

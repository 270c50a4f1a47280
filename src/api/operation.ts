import * as v from 'valibot'
import type { Filter } from '../filter/filter.ts'

/**
 * An operation of the API, declared once: the server reads requests by it, the console sends them
 * by it, the documents are generated from it. Its handler has the same name (`server/operations`).
 */
export interface Operation {
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** `/api/events/:id`: a name after a colon is a placeholder for one part of the path. */
  readonly path: string
  /** One sentence. */
  readonly summary: string
  /** What else a caller should know. */
  readonly description?: string
  /**
   * Its own query parameters, read from text. An optional schema is an optional parameter. A
   * message continues the parameter's name: `must be newest or oldest, not “x”.`
   */
  readonly params?: v.ObjectEntries
  /** All other parameters form the filter. */
  readonly filter?: true
  /** A message is a whole sentence. */
  readonly body?: Content
  /** Absent if the response has no content. */
  readonly answer?: Content
  /** Statuses other than 400 that its callers should expect, and what they mean. */
  readonly problems?: Readonly<Record<number, string>>
  /** An example request, for the documents. */
  readonly example: { readonly address: string; readonly body?: string }
}

/** JSON of a schema, or bytes. */
export type Content = v.GenericSchema | Bytes

export interface Bytes {
  readonly mediaTypes: readonly [string, ...string[]]
}

export const isBytes = (content: Content): content is Bytes => 'mediaTypes' in content

/** Returns the operation unchanged, with its exact type. */
export const operation = <const O extends Operation>(declared: O): O => declared

/** Adds a description for the documents to a schema. */
export const described = <S extends v.GenericSchema>(schema: S, description: string) =>
  v.pipe(schema, v.description<v.InferOutput<S>, string>(description))

/** What the caller sends: path parts, parameters, `filter` and `body`, by name. */
export type RequestOf<O extends Operation> = Readonly<Record<PathNames<O['path']>, string>> &
  (O extends { readonly params: infer P extends v.ObjectEntries } ? ParamsGiven<P> : unknown) &
  (O extends { readonly filter: true } ? { readonly filter?: Filter } : unknown) &
  (O extends { readonly body: infer B extends Content } ? { readonly body: BodyOf<B> } : unknown)

/** The parameters as the server has read them. */
export type ParamsOf<O extends Operation> = (O extends { readonly params: infer P extends v.ObjectEntries }
  ? Readonly<v.InferOutput<v.ObjectSchema<P, undefined>>>
  : unknown) &
  (O extends { readonly filter: true } ? { readonly filter: Filter } : unknown)

/** The JSON of the response; text if the response is bytes, undefined if there is none. */
export type AnswerOf<O extends Operation> = O extends { readonly answer: infer A extends Content }
  ? A extends v.GenericSchema
    ? DeepReadonly<v.InferOutput<A>>
    : string
  : undefined

export type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T

type PathNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | PathNames<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

type BodyOf<B extends Content> = B extends v.GenericSchema ? DeepReadonly<v.InferInput<B>> : object

type Optional = v.OptionalSchema<v.GenericSchema, unknown>

type ParamsGiven<P extends v.ObjectEntries> = {
  readonly [Name in keyof P as P[Name] extends Optional ? never : Name]: v.InferOutput<P[Name]>
} & {
  readonly [Name in keyof P as P[Name] extends Optional ? Name : never]?: v.InferOutput<P[Name]> | undefined
}

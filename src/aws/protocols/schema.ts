import { NormalizedSchema } from '@smithy/core/schema'
import type { $SchemaRef, SchemaTraitsObject } from '@smithy/types'
import type { OperationSchema } from '../service.ts'

export type Schema = NormalizedSchema

export interface Member {
  readonly name: string
  readonly schema: Schema
  readonly traits: SchemaTraitsObject
  readonly isRequired: boolean
}

export const nameOf = (operation: OperationSchema): string => operation[2]

export const inputOf = (operation: OperationSchema): Schema => normalized(operation[4])

export const outputOf = (operation: OperationSchema): Schema => normalized(operation[5])

/** Method, URI and status of an operation of a REST protocol. */
export function httpOf(operation: OperationSchema): readonly [string, string, number] {
  const traits = operation[3]
  return (typeof traits === 'object' ? traits.http : undefined) ?? ['POST', '/', 200]
}

/** The members of a structure or union, in the schema's order; none of an operation without input. */
export function membersOf(schema: Schema): readonly Member[] {
  const source = schema.getSchema()
  if (!Array.isArray(source)) return []
  let members = known.get(source)
  if (members === undefined) {
    // Required members come first; their number is the last part of the schema.
    const required = typeof source[6] === 'number' ? source[6] : 0
    members = [...schema.structIterator()].map(([name, member], at) => ({
      name,
      schema: member,
      traits: member.getMergedTraits(),
      isRequired: at < required,
    }))
    known.set(source, members)
  }
  return members
}

const known = new WeakMap<object, readonly Member[]>()

const normalized = (schema: $SchemaRef): Schema => NormalizedSchema.of(schema)

/** Whether an element of the list or a value of the map may be null. */
export const isSparse = (schema: Schema): boolean => schema.getMergedTraits().sparse === 1

export const isStructure = (schema: Schema): boolean => schema.isStructSchema() || schema.isUnitSchema()

/** How a time is written where the schema leaves it to the protocol. */
export type TimeFormat = 'iso' | 'http' | 'epoch'

export function timeFormatOf(schema: Schema, standard: TimeFormat): TimeFormat {
  const format = schema.getSchema()
  return format === 5 ? 'iso' : format === 6 ? 'http' : format === 7 ? 'epoch' : standard
}

import { toJsonSchema } from '@valibot/to-json-schema'
import type { JsonSchema } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import { event, eventNotes } from '../event.ts'
import { problem } from '../problem.ts'

/** Schemas that have a name in the documents. */
export const NAMED = { Event: event, EventNotes: eventNotes, Problem: problem }

export const COMPONENTS = '#/components/schemas/'

/**
 * The JSON Schema of what is sent (`input`) or read (`output`). Named schemas in it become
 * references.
 */
export function jsonSchema(schema: v.GenericSchema, typeMode: 'input' | 'output'): JsonSchema {
  const {
    $schema: _,
    $defs: __,
    ...printed
  } = toJsonSchema(schema, {
    typeMode,
    target: 'draft-2020-12',
    definitions: NAMED,
    overrideRef: ({ referenceId }) => COMPONENTS + referenceId,
    // Descriptions say what no schema can.
    ignoreActions: ['check', 'raw_check', 'transform'],
  })
  return printed
}

/** A named schema, written out. */
export function namedSchema(name: keyof typeof NAMED): JsonSchema {
  const { [name]: schema, ...others } = NAMED
  const {
    $schema: _,
    $defs: __,
    ...printed
  } = toJsonSchema(schema, {
    typeMode: 'output',
    target: 'draft-2020-12',
    definitions: others,
    overrideRef: ({ referenceId }) => COMPONENTS + referenceId,
  })
  return printed
}

/**
 * The schema of a query parameter for callers: with the type of its default rather than the text
 * that is read.
 */
export function parameterSchema(schema: v.GenericSchema): {
  readonly schema: JsonSchema
  readonly description: string
  readonly isRequired: boolean
} {
  const { description = '', default: otherwise, ...printed } = jsonSchema(schema, 'output')
  const value = printed.type === 'integer' && otherwise !== undefined ? Number(otherwise) : otherwise
  return {
    schema: { ...printed, ...(value !== undefined && { default: value }) },
    description,
    isRequired: schema.type !== 'optional',
  }
}

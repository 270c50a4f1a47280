import * as v from 'valibot'

/** An array without the items that do not fit the schema. */
export const arrayOfFitting = <S extends v.GenericSchema>(item: S) =>
  v.pipe(
    v.array(v.unknown()),
    v.transform((stored) =>
      stored.flatMap((each): v.InferOutput<S>[] => {
        const { success, output } = v.safeParse(item, each)
        return success ? [output] : []
      }),
    ),
  )

import { useEffect, useRef, type RefObject } from 'react'
import type { FieldProblems } from '../../models/trails/trailForm.ts'

/** Moves the focus to the first field of a form that has a problem, which may be out of sight. */
export function useProblemFocus(problems: FieldProblems): RefObject<HTMLDivElement | null> {
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (Object.keys(problems).length === 0) return
    const field = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')
    if (field) field.focus()
    else form.current?.querySelector('[data-form-problem]')?.scrollIntoView({ block: 'center' })
  }, [problems])
  return form
}

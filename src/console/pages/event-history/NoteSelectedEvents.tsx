import ButtonDropdown from '@cloudscape-design/components/button-dropdown'
import { useState } from 'react'
import { useTags } from '../../models/queries/notes.ts'
import { countOf } from '../../ui/numbers.ts'
import { TagInput } from '../../ui/TagInput.tsx'
import { noteAll } from '../noteActions.ts'

/** Stars and tags for all selected events. */
export function NoteSelectedEvents({ ids }: { readonly ids: readonly string[] }) {
  const [tagging, setTagging] = useState<'addTags' | 'removeTags' | null>(null)
  const tags = useTags()
  const events = countOf(ids.length, 'event')
  return (
    <>
      <ButtonDropdown
        items={[
          { id: 'star', text: 'Star' },
          { id: 'unstar', text: 'Remove star' },
          { id: 'addTags', text: 'Add a tag' },
          { id: 'removeTags', text: 'Remove a tag' },
        ]}
        onItemClick={({ detail: { id } }) => {
          if (id === 'star') void noteAll(ids, { starred: true }, `Starred ${events}`)
          else if (id === 'unstar') void noteAll(ids, { starred: false }, `Star removed from ${events}`)
          else setTagging(id === 'addTags' ? 'addTags' : 'removeTags')
        }}
        expandToViewport
      >
        Note
      </ButtonDropdown>
      {tagging && (
        <TagInput
          key={tagging}
          label={tagging === 'addTags' ? 'Add a tag' : 'Remove a tag'}
          suggestions={tags}
          autoFocus
          onEnter={async (words) => {
            const done = `${tagging === 'addTags' ? 'Tagged' : 'Tag removed from'} ${events}`
            const isDone = await noteAll(ids, { [tagging]: words }, done)
            if (isDone) setTagging(null)
            return isDone
          }}
          onEscape={() => setTagging(null)}
        />
      )}
    </>
  )
}

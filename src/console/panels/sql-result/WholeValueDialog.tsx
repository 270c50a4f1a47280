import Box from '@cloudscape-design/components/box'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Button from '@cloudscape-design/components/button'
import { PageButton } from '../../models/address/PageButton.tsx'
import { isProblem, parseJsonDocument, valueText } from '../../models/record/jsonDocument.ts'
import { printLines } from '../../models/record/printLines.ts'
import { copyAndSay } from '../../ui/announce.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { linkOfCell } from './cellLinks.ts'
import { NullValue } from './ResultCell.tsx'
import { cellText, type ResultColumn } from './resultColumns.ts'
import './WholeValueDialog.css'

export interface WholeValueDialogProps {
  readonly column: ResultColumn
  readonly cell: unknown
  readonly onClose: () => void
}

/** A cell of the result as a whole, JSON in lines, with what it leads to. */
export function WholeValueDialog({ column, cell, onClose }: WholeValueDialogProps) {
  const text = cellText(cell)
  const link = linkOfCell(column, cell)
  return (
    <Modal
      visible
      size="large"
      header={spellOutInvisible(column.name)}
      onDismiss={onClose}
      closeAriaLabel="Close"
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            {text !== null && <Button onClick={() => void copyAndSay(text, 'the value')}>Copy value</Button>}
            {link && (
              <PageButton variant="primary" to={link.page}>
                {link.label}
              </PageButton>
            )}
          </SpaceBetween>
        </Box>
      }
    >
      <pre className="whole-value" tabIndex={0} role="region" aria-label="Value">
        {text === null ? <NullValue /> : <SafeText text={inLines(text)} />}
      </pre>
    </Modal>
  )
}

/** JSON with a line for each member; any other text as it is. */
function inLines(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text
  const document = parseJsonDocument(text)
  return isProblem(document) ? text : printLines(document, (line) => valueText(document, line)).join('\n')
}

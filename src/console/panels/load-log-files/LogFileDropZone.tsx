import { useEffect, useState } from 'react'
import { droppedFiles } from './droppedFiles.ts'
import { giveLogFiles } from './loadRequest.ts'
import './LogFileDropZone.css'

/**
 * Log files and folders can be dropped anywhere on the page; this is shown while they are dragged
 * over it.
 */
export function LogFileDropZone() {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const hasFiles = (domEvent: DragEvent) => domEvent.dataTransfer?.types.includes('Files') ?? false
    const onDragOver = (domEvent: DragEvent) => {
      if (!hasFiles(domEvent)) return
      domEvent.preventDefault()
      setOver(true)
    }
    const onDragLeave = (domEvent: DragEvent) => {
      if (domEvent.relatedTarget === null) setOver(false)
    }
    const onDrop = (domEvent: DragEvent) => {
      setOver(false)
      if (!hasFiles(domEvent) || !domEvent.dataTransfer) return
      domEvent.preventDefault()
      void droppedFiles(domEvent.dataTransfer).then(giveLogFiles)
    }
    addEventListener('dragover', onDragOver)
    addEventListener('dragleave', onDragLeave)
    addEventListener('drop', onDrop)
    return () => {
      removeEventListener('dragover', onDragOver)
      removeEventListener('dragleave', onDragLeave)
      removeEventListener('drop', onDrop)
    }
  }, [])
  return over && <div className="log-file-drop-zone">Drop log files or folders to load them</div>
}

import { callAccount } from './accountCalls.ts'
import { createAlarms, listAlarms } from './alarms.ts'
import { getAccount, issueCredentials, performStep } from './account.ts'
import { countEvents } from './countEvents.ts'
import { describeApi } from './describeApi.ts'
import { downloadEvents } from './downloadEvents.ts'
import { cancelDownload, downloadFile, downloadManifest, getDownload, startDownload } from './downloads.ts'
import { eventBreakdown } from './eventBreakdown.ts'
import { eventHistogram } from './eventHistogram.ts'
import { changeEventNotes, getEventNotes, listNotes, noteEvents } from './eventNotes.ts'
import { eventPosition } from './eventPosition.ts'
import { fieldValues } from './fieldValues.ts'
import { similarValues } from './similarValues.ts'
import { suggestValues } from './suggestValues.ts'
import { getEvent } from './getEvent.ts'
import { getStatus } from './getStatus.ts'
import { addInsights, getInsight, insightMetricData, listInsights } from './insights.ts'
import {
  cancelValidation,
  getCoverage,
  getValidation,
  startValidation,
  validatedDigests,
  validatedLogFiles,
} from './integrity.ts'
import { listLogFiles } from './listLogFiles.ts'
import { listProblems } from './listProblems.ts'
import { loadLogFile } from './loadLogFile.ts'
import { lookupEvents } from './lookupEvents.ts'
import { removeLogFile } from './removeLogFile.ts'
import { cancelUpload, getUpload } from './uploads.ts'
import type { Operation } from './operation.ts'
import { downloadSql, getSqlTable, prepareSqlTable, runSql } from './sql.ts'
import { recordPaths } from './recordPaths.ts'
import { deleteStore, listStores, makeStore, renameStore } from './stores.ts'
import { deleteView, listViews, saveView } from './views.ts'

/** All operations, in the order of the documents. */
export const OPERATIONS = [
  lookupEvents,
  countEvents,
  eventHistogram,
  eventBreakdown,
  fieldValues,
  suggestValues,
  similarValues,
  recordPaths,
  getEvent,
  eventPosition,
  downloadEvents,
  startDownload,
  getDownload,
  downloadFile,
  downloadManifest,
  cancelDownload,
  loadLogFile,
  getUpload,
  cancelUpload,
  listLogFiles,
  removeLogFile,
  getStatus,
  listProblems,
  runSql,
  downloadSql,
  getSqlTable,
  prepareSqlTable,
  getValidation,
  startValidation,
  cancelValidation,
  validatedLogFiles,
  validatedDigests,
  getCoverage,
  listInsights,
  insightMetricData,
  getInsight,
  addInsights,
  getEventNotes,
  changeEventNotes,
  listNotes,
  noteEvents,
  listStores,
  makeStore,
  renameStore,
  deleteStore,
  listViews,
  saveView,
  deleteView,
  getAccount,
  performStep,
  issueCredentials,
  callAccount,
  listAlarms,
  createAlarms,
  describeApi,
] as const satisfies readonly Operation[]

import { Hono, type Handler, type MiddlewareHandler } from 'hono'
import { callAccount } from '../api/accountCalls.ts'
import { createAlarms, listAlarms } from '../api/alarms.ts'
import { getAccount, issueCredentials, performStep } from '../api/account.ts'
import { countEvents } from '../api/countEvents.ts'
import { describeApi } from '../api/describeApi.ts'
import { downloadEvents } from '../api/downloadEvents.ts'
import {
  cancelDownload,
  downloadFile,
  downloadManifest,
  getDownload,
  startDownload,
} from '../api/downloads.ts'
import { eventBreakdown } from '../api/eventBreakdown.ts'
import { eventHistogram } from '../api/eventHistogram.ts'
import { changeEventNotes, getEventNotes, listNotes, noteEvents } from '../api/eventNotes.ts'
import { eventPosition } from '../api/eventPosition.ts'
import { fieldValues } from '../api/fieldValues.ts'
import { similarValues } from '../api/similarValues.ts'
import { suggestValues } from '../api/suggestValues.ts'
import { getEvent } from '../api/getEvent.ts'
import { getStatus } from '../api/getStatus.ts'
import { addInsights, getInsight, insightMetricData, listInsights } from '../api/insights.ts'
import {
  cancelValidation,
  getCoverage,
  getValidation,
  startValidation,
  validatedDigests,
  validatedLogFiles,
} from '../api/integrity.ts'
import { listLogFiles } from '../api/listLogFiles.ts'
import { listProblems } from '../api/listProblems.ts'
import { loadLogFile } from '../api/loadLogFile.ts'
import { lookupEvents } from '../api/lookupEvents.ts'
import { cancelUpload, getUpload } from '../api/uploads.ts'
import type { Operation } from '../api/operation.ts'
import { downloadSql, getSqlTable, prepareSqlTable, runSql } from '../api/sql.ts'
import { recordPaths } from '../api/recordPaths.ts'
import { removeLogFile } from '../api/removeLogFile.ts'
import { deleteStore, listStores, makeStore, renameStore } from '../api/stores.ts'
import { deleteView, listViews, saveView } from '../api/views.ts'
import { answerError } from './http/answerError.ts'
import { methodNotAllowed, notFound } from './http/problem.ts'
import { answerAddInsights } from './operations/addInsights.ts'
import { answerCallAccount } from './operations/callAccount.ts'
import { answerCancelDownload } from './operations/cancelDownload.ts'
import { answerCancelUpload } from './operations/cancelUpload.ts'
import { answerChangeEventNotes } from './operations/changeEventNotes.ts'
import { answerCountEvents } from './operations/countEvents.ts'
import { answerCreateAlarms } from './operations/createAlarms.ts'
import { answerDeleteStore } from './operations/deleteStore.ts'
import { answerDeleteView } from './operations/deleteView.ts'
import { answerDescribeApi } from './operations/describeApi.ts'
import { answerDownloadEvents } from './operations/downloadEvents.ts'
import { answerDownloadFile } from './operations/downloadFile.ts'
import { answerDownloadManifest } from './operations/downloadManifest.ts'
import { answerEventBreakdown } from './operations/eventBreakdown.ts'
import { answerEventHistogram } from './operations/eventHistogram.ts'
import { answerEventPosition } from './operations/eventPosition.ts'
import { answerFieldValues } from './operations/fieldValues.ts'
import { answerGetAccount } from './operations/getAccount.ts'
import { answerGetDownload } from './operations/getDownload.ts'
import { answerGetInsight } from './operations/getInsight.ts'
import { answerGetEvent } from './operations/getEvent.ts'
import { answerGetEventNotes } from './operations/getEventNotes.ts'
import { answerGetStatus } from './operations/getStatus.ts'
import { answerGetUpload } from './operations/getUpload.ts'
import { answerInsightMetricData } from './operations/insightMetricData.ts'
import { answerIssueCredentials } from './operations/issueCredentials.ts'
import { answerListAlarms } from './operations/listAlarms.ts'
import { answerListInsights } from './operations/listInsights.ts'
import { answerListLogFiles } from './operations/listLogFiles.ts'
import { answerListNotes } from './operations/listNotes.ts'
import { answerListProblems } from './operations/listProblems.ts'
import { answerListStores } from './operations/listStores.ts'
import { answerListViews } from './operations/listViews.ts'
import { answerLoadLogFile } from './operations/loadLogFile.ts'
import { answerLookupEvents } from './operations/lookupEvents.ts'
import { answerMakeStore } from './operations/makeStore.ts'
import { answerNoteEvents } from './operations/noteEvents.ts'
import { answerPerformStep } from './operations/performStep.ts'
import { answerDownloadSql } from './operations/downloadSql.ts'
import { answerGetSqlTable } from './operations/getSqlTable.ts'
import { answerPrepareSqlTable } from './operations/prepareSqlTable.ts'
import { answerRunSql } from './operations/runSql.ts'
import { answerRecordPaths } from './operations/recordPaths.ts'
import { answerRemoveLogFile } from './operations/removeLogFile.ts'
import { answerRenameStore } from './operations/renameStore.ts'
import { answerSaveView } from './operations/saveView.ts'
import { answerSimilarValues } from './operations/similarValues.ts'
import { answerStartDownload } from './operations/startDownload.ts'
import { answerSuggestValues } from './operations/suggestValues.ts'
import { answerCancelValidation } from './operations/cancelValidation.ts'
import { answerGetCoverage } from './operations/getCoverage.ts'
import { answerGetValidation } from './operations/getValidation.ts'
import { answerStartValidation } from './operations/startValidation.ts'
import { answerValidatedDigests } from './operations/validatedDigests.ts'
import { answerValidatedLogFiles } from './operations/validatedLogFiles.ts'
import type { Services } from './services.ts'
import { inStore } from './stores/inStore.ts'

/** Everything under `/api/`: the console's operations, behind the guards, with their own errors. */
export function consoleApi(services: Services, guards: readonly MiddlewareHandler[]): Hono {
  const api = new Hono()
  api.onError(answerError)
  api.use('/api/*', ...guards)

  const answer = ({ method, path }: Operation, handler: Handler) => api.on(method, path, handler)
  answer(getStatus, inStore(services, answerGetStatus))
  answer(listLogFiles, inStore(services, answerListLogFiles))
  answer(removeLogFile, inStore(services, answerRemoveLogFile))
  answer(listProblems, inStore(services, answerListProblems))
  answer(getValidation, answerGetValidation(services))
  answer(startValidation, answerStartValidation(services))
  answer(cancelValidation, answerCancelValidation(services))
  answer(validatedLogFiles, answerValidatedLogFiles(services))
  answer(validatedDigests, answerValidatedDigests(services))
  answer(getCoverage, inStore(services, answerGetCoverage))
  answer(listInsights, inStore(services, answerListInsights))
  answer(addInsights, inStore(services, answerAddInsights))
  // Before getInsight, whose path matches any name.
  answer(insightMetricData, inStore(services, answerInsightMetricData))
  answer(getInsight, inStore(services, answerGetInsight))
  // Before getEvent, whose path matches any name.
  answer(downloadEvents, inStore(services, answerDownloadEvents))
  answer(startDownload, inStore(services, answerStartDownload))
  answer(getDownload, answerGetDownload(services))
  answer(cancelDownload, answerCancelDownload(services))
  answer(downloadFile, answerDownloadFile(services))
  answer(downloadManifest, answerDownloadManifest(services))
  answer(lookupEvents, inStore(services, answerLookupEvents))
  answer(countEvents, inStore(services, answerCountEvents))
  answer(eventHistogram, inStore(services, answerEventHistogram))
  answer(eventBreakdown, inStore(services, answerEventBreakdown))
  answer(fieldValues, inStore(services, answerFieldValues))
  answer(suggestValues, inStore(services, answerSuggestValues))
  answer(similarValues, inStore(services, answerSimilarValues))
  answer(getEvent, inStore(services, answerGetEvent))
  answer(eventPosition, inStore(services, answerEventPosition))
  answer(recordPaths, inStore(services, answerRecordPaths))
  answer(runSql, inStore(services, answerRunSql))
  answer(downloadSql, inStore(services, answerDownloadSql))
  answer(getSqlTable, inStore(services, answerGetSqlTable))
  answer(prepareSqlTable, inStore(services, answerPrepareSqlTable))
  answer(getEventNotes, inStore(services, answerGetEventNotes))
  answer(changeEventNotes, inStore(services, answerChangeEventNotes))
  answer(listNotes, inStore(services, answerListNotes))
  answer(noteEvents, inStore(services, answerNoteEvents))
  answer(loadLogFile, inStore(services, answerLoadLogFile, whereUploadsGo(services)))
  answer(getUpload, answerGetUpload(services))
  answer(cancelUpload, answerCancelUpload(services))
  answer(getAccount, answerGetAccount(services))
  answer(performStep, answerPerformStep(services))
  answer(issueCredentials, answerIssueCredentials(services))
  answer(callAccount, answerCallAccount(services))
  answer(listAlarms, answerListAlarms(services))
  answer(createAlarms, answerCreateAlarms(services))
  answer(listStores, answerListStores(services))
  answer(makeStore, answerMakeStore(services))
  answer(renameStore, answerRenameStore(services))
  answer(deleteStore, answerDeleteStore(services))
  answer(listViews, answerListViews(services))
  answer(saveView, answerSaveView(services))
  answer(deleteView, answerDeleteView(services))
  answer(describeApi, answerDescribeApi)

  const methods = allowedMethods(api)
  api.all('/api/*', ({ req }) => {
    const allowed = methods(req.path)
    throw allowed.length > 0
      ? methodNotAllowed(req.method, allowed)
      : notFound(`There is no operation ${req.method} ${req.path}. /api/openapi.json lists all operations.`)
  })
  return api
}

/** Log files and events of an account never share a store. */
const whereUploadsGo =
  ({ source, stores, storeID }: Services) =>
  async () =>
    source === 'log-files' ? storeID : stores.forUploads()

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** The methods allowed at a path, according to the routes themselves. */
function allowedMethods(api: Hono): (path: string) => readonly string[] {
  const operations = api.routes.filter(({ method }) => method !== 'ALL')
  return (path) =>
    [...new Set(operations.map(({ method }) => method))]
      .filter((method) => api.router.match(method, path)[0].some(([[, route]]) => operations.includes(route)))
      .toSorted((one, other) => METHODS.indexOf(one) - METHODS.indexOf(other))
      .flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
}

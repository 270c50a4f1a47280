/**
 * Imported by tests of the account behind a server: loads what a server loads with its first
 * request to the account. On a machine that never did, that would take the time of a test.
 */
import '../server/account/openAwsEndpoint.ts'

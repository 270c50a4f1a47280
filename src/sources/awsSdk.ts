/** How long a connection to AWS may take to open, and to stay without a byte. */
export const PATIENT_CONNECTIONS = { connectionTimeout: 10_000, socketTimeout: 60_000 }

/** To be called before the SDK is loaded: it would tell everybody's terminal which version of Node its future releases need. */
export function quietSdk(): void {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true'
}

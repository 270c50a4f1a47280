import type { Handler } from 'hono'
import openApi from '../../docs/openapi.json' with { type: 'json' }

export const answerDescribeApi: Handler = ({ json }) => json(openApi)

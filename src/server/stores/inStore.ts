import type { Handler } from 'hono'
import type { Services } from '../services.ts'

/**
 * Answers an operation with the event data store that its parameter `store` names. `unnamed`: where
 * requests without it go, if that is not the default store.
 */
export function inStore(
  services: Services,
  answerWith: (services: Services) => Handler,
  unnamed: () => Promise<string> = async () => services.storeID,
): Handler {
  const answerInDefault = answerWith(services)
  return async (context, next) => {
    const id = context.req.query('store') ?? (await unnamed())
    if (services.stores.isDefault(id)) return answerInDefault(context, next)
    return withStore(services, id, async (opened) => answerWith(opened)(context, next))
  }
}

/** Works with the services of an event data store, which stays open meanwhile. */
export async function withStore<T>(
  services: Services,
  id: string,
  work: (services: Services) => Promise<T>,
): Promise<T> {
  if (services.stores.isDefault(id)) return work(services)
  return services.stores.use(id, (opened) => work({ ...services, ...opened }))
}

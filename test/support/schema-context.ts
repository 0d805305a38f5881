import { viewerLoader } from '../../src/domain/identity/viewer.ts'
import type { Viewer } from '../../src/kernel/viewer.ts'
import type { Context } from '../../src/platform/context.ts'
import type { Client, World } from './world.ts'

/** The viewer that a client's token stands for. */
export async function viewerOf(w: World, client: Client): Promise<Viewer> {
  const claims = await w.services.accessTokens.verify(client.token)
  return viewerLoader(w.services.database)({ ...claims, tokenHash: null })
}

/** What resolvers know of a request, for documents that a test runs past HTTP. */
export const contextFor = (w: World, viewer: Viewer): Context => ({
  ...w.services,
  viewer,
  language: 'zh',
  requestId: 'test',
  address: '127.0.0.1',
  userAgent: '',
})

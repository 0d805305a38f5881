import { ApiError } from '../../../kernel/user-error.ts'

/** Where the feed of a token is read; without a public address of the service, the path on it. */
export const feedUrl = (publicUrl: string, token: string): string =>
  `${publicUrl.replace(/\/$/, '')}/calendar/v1/${token}.ics`

/** The same for an address that never was, that was revoked, and whose owner has no seat any more. */
export const noSuchFeed = (): ApiError =>
  new ApiError(
    'NOT_FOUND',
    '日历订阅地址无效或已停用，请重新生成',
    'There is no such calendar feed, or it has ended; make a new one',
  )

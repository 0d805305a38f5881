import { ApiError, Refused, type UserError, userError } from '../../kernel/user-error.ts'
import type { Context } from '../context.ts'
import type { Work } from './command.ts'
import { findResult, type Idempotency } from './idempotency.ts'

/** What REST's `Idempotency-Key` is called in user errors. */
const FIELD = 'idempotency-key'

/**
 * The result that an earlier request with this key and content had, before the work is done again for nothing.
 * @throws Refused IDEMPOTENCY_KEY_REUSED when the key came with other content.
 */
export async function firstResult<Result>(
  context: Context,
  command: string,
  idempotency: Idempotency,
): Promise<Result | undefined> {
  const earlier = await findResult<Result>(context, command, idempotency)
  if (earlier.found === 'OTHER') throw new Refused(keyReused)
  return earlier.found === 'SAME' ? earlier.result : undefined
}

/** Holds the key until the transaction ends. @throws ApiError CONFLICT while another request with it is at work. */
export async function holdKey({ tx, viewer }: Work, { key }: Idempotency): Promise<void> {
  const { rows } = await tx.client.query<{ held: boolean }>(
    'select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as held',
    [`${FIELD} ${viewer.organizationId} ${viewer.accountId} ${key}`],
  )
  if (rows[0]?.held) return
  throw new ApiError(
    'CONFLICT',
    '同一幂等键的请求正在处理，请稍后重试',
    'A request with this key is at work; try again shortly',
    {
      field: [FIELD],
      retryAfter: 2,
    },
  )
}

/** The pipeline's refusal of a reused key, in the words of REST. */
export const byKey = (errors: readonly UserError[]): UserError[] =>
  errors.map(error => (error.code === 'ID_REUSED' ? keyReused : error))

const keyReused = userError(
  'IDEMPOTENCY_KEY_REUSED',
  FIELD,
  '该幂等键已用于另一内容，请换用新的键',
  'This key was used with other content; use a new one',
)

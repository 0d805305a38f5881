import { Refused, userError } from '../kernel/user-error.ts'
import { systemViewer } from '../kernel/viewer.ts'
import { transaction } from '../platform/db/transaction.ts'
import type { Services } from '../platform/services.ts'

/** The number of a committee that exists, from `140200` or `org_140200`. Throws Refused ORGANIZATION_NOT_FOUND. */
export async function existingOrganization(
  { database }: Services,
  asked: string,
  field = 'organization',
): Promise<string> {
  const number = asked.replace(/^org_/, '')
  if (/^\d{1,18}$/.test(number)) {
    const known = await transaction(database, systemViewer(number), ({ client }) =>
      client.query('select from organizations where organization_id = $1', [number]),
    )
    if (known.rowCount === 1) return number
  }
  throw new Refused(
    userError('ORGANIZATION_NOT_FOUND', field, `没有编号为 ${asked} 的政协`, `There is no committee ${asked}`),
  )
}

import { and, eq, sql } from 'drizzle-orm'
import { parseGlobalId } from '../../../kernel/ids.ts'
import { Refused, type UserError, userError } from '../../../kernel/user-error.ts'
import { obstaclesTo } from '../../../kernel/workflow.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { members } from '../tables.ts'
import { isMemberStatus, memberWorkflow } from '../workflow.ts'

interface Named {
  readonly continuing?: readonly string[] | null
  readonly leaving?: readonly string[] | null
}

const NAMED_AT_MOST = 200

/** The seats that the input names: of the old term, active, each once, 200 at most in all. */
export async function namedSeats(work: Work, organizationId: string, termId: string, { continuing, leaving }: Named) {
  const named = [
    ...(continuing ?? []).map((globalId, i) => ({ list: 'continuing', field: `input.continuing.${i}`, globalId })),
    ...(leaving ?? []).map((globalId, i) => ({ list: 'leaving', field: `input.leaving.${i}`, globalId })),
  ]
  if (named.length > NAMED_AT_MOST) {
    throw new Refused(
      userError(
        'TOO_MANY',
        'input',
        `一次最多列出 ${NAMED_AT_MOST} 名委员`,
        `Name ${NAMED_AT_MOST} members at most in one call`,
      ),
    )
  }
  const keys = named.map(one => ({ ...one, id: memberIdIn(one.globalId, organizationId) }))
  const ids = keys.flatMap(({ id }) => id ?? [])
  const found = await work.db
    .select({ id: members.id, status: members.status, termId: members.termId })
    .from(members)
    .where(and(eq(members.organizationId, organizationId), sql`${members.id} = any(${sql.param(ids)}::uuid[])`))
  const seats = new Map(found.map(seat => [seat.id, seat]))
  const errors: UserError[] = []
  const result = { continuing: new Set<string>(), leaving: new Set<string>() }
  for (const { id, field, list } of keys) {
    const seat = seats.get(id ?? '')
    const error = seatError(seat, termId, field) ?? repetition(result, seat?.id, field)
    if (error) errors.push(error)
    else if (seat) result[list === 'leaving' ? 'leaving' : 'continuing'].add(seat.id)
  }
  return { ...result, errors }
}

function memberIdIn(globalId: string, organizationId: string): string | null {
  const key = parseGlobalId(globalId)
  return key?.prefix === 'mem' && key.organizationId === organizationId ? key.id : null
}

function seatError(
  seat: { status: string; termId: string } | undefined,
  termId: string,
  field: string,
): UserError | null {
  if (seat?.termId !== termId || !isMemberStatus(seat.status)) {
    return userError('NOT_FOUND', field, '原届中没有这名委员', 'The old term has no such member')
  }
  const [obstacle] = obstaclesTo(memberWorkflow, 'END_TERM', seat.status, {
    termEndsOn: null,
    today: '',
    hasLaterSeat: false,
  })
  return obstacle ? userError(obstacle.code, field, obstacle.message.zh, obstacle.message.en) : null
}

const repetition = (
  { continuing, leaving }: { continuing: Set<string>; leaving: Set<string> },
  id: string | undefined,
  field: string,
): UserError | null =>
  id !== undefined && (continuing.has(id) || leaving.has(id))
    ? userError('REPEATED', field, '重复列出', 'Named twice')
    : null

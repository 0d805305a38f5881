import { type Problem, problem } from '../../members/roster/findings.ts'
import type { Candidate } from './candidate.ts'
import type { KnownSession } from './load.ts'

/** What the request says for rows that do not say it themselves. */
export interface AskedSession {
  readonly termId: string | null
  readonly session: number | null
  /** The term of today, for a session that is named by its number alone. */
  readonly currentTermId: string
}

/** The session a row counts to: by its own words, else by its year, else by the request. */
export function sessionOf(
  { session: words, year }: Pick<Candidate, 'session' | 'year'>,
  sessions: readonly KnownSession[],
  asked: AskedSession,
): KnownSession | { readonly problem: Problem } {
  const number = words?.session ?? (year === null ? asked.session : null)
  if (number === null && year === null) return { problem: missing }
  const inYear = (one: KnownSession) => year === null || Number(one.startsOn.slice(0, 4)) === year
  const inTerm = (one: KnownSession) =>
    words?.term != null ? one.term === words.term : asked.termId === null || one.termId === asked.termId
  const numbered = sessions.filter(one => inTerm(one) && (number === null ? inYear(one) : one.number === number))
  const [only] = settle(numbered, inYear, asked)
  return only ?? { problem: numbered.length > 1 ? ambiguous : unknown }
}

/** Of several terms' third sessions the one of the year given, else that of the term of today. */
function settle(
  found: readonly KnownSession[],
  inYear: (one: KnownSession) => boolean,
  { currentTermId }: AskedSession,
): readonly KnownSession[] {
  if (found.length < 2) return found
  const ofYear = found.filter(inYear)
  if (ofYear.length === 1) return ofYear
  const current = found.filter(({ termId }) => termId === currentTermId)
  return current.length === 1 ? current : []
}

const missing = problem(
  'SESSION_MISSING',
  '没有届次也没有年份；请补充，或导入时指定 session',
  'Neither a session nor a year; add one, or name the session of the import',
)
const unknown = problem(
  'SESSION_UNKNOWN',
  '没有这一次会议，请先建立届次和会议',
  'There is no such session; enter term and session first',
)
const ambiguous = problem(
  'SESSION_AMBIGUOUS',
  '有多次会议符合，请写成“十五届三次”',
  'Several sessions fit; write it as 十五届三次',
)

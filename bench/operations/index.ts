import { activityAttendances, memberCalendar } from './activities.ts'
import { deepPage, dutyList, memberSearch, membersList } from './lists.ts'
import { dutyFile, memberProfile, nodeById, threeLevels } from './members.ts'
import type { ReadOperation } from './operation.ts'
import { proposalFile, proposalSubmit } from './proposal-writes.ts'
import { proposalHistory, proposalList, proposalSearch } from './proposals.ts'
import { activitySignIn } from './sign-in.ts'
import { dutyCreate, type WriteOperation } from './write.ts'

export const reads: readonly ReadOperation[] = [
  dutyList,
  memberProfile,
  membersList,
  memberSearch,
  nodeById,
  threeLevels,
  dutyFile,
  deepPage,
  proposalList,
  proposalSearch,
  proposalHistory,
  activityAttendances,
  memberCalendar,
]

export const writes: readonly WriteOperation[] = [dutyCreate, proposalSubmit, proposalFile, activitySignIn]

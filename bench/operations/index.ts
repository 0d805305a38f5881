import { deepPage, dutyList, memberSearch, membersList } from './lists.ts'
import { dutyFile, memberProfile, nodeById, threeLevels } from './members.ts'
import type { ReadOperation } from './operation.ts'

export const reads: readonly ReadOperation[] = [
  dutyList,
  memberProfile,
  membersList,
  memberSearch,
  nodeById,
  threeLevels,
  dutyFile,
  deepPage,
]

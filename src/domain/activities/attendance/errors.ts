import { type UserError, userError } from '../../../kernel/user-error.ts'
import { OFFLINE_DAYS, OFFLINE_TOLERANCE_SECONDS } from './rules.ts'

export const invalidCode = (field: string): UserError =>
  userError(
    'INVALID_CODE',
    field,
    '二维码无效，请扫描会场或委员出示的签到码',
    'This is no code of this service; scan the one that is shown',
  )

export const staleCode = (field: string): UserError =>
  userError('CODE_EXPIRED', field, '二维码已过期，请重新扫描', 'The code is no longer the present one; scan it again')

export const futureCode = (field: string): UserError =>
  userError(
    'CODE_FROM_FUTURE',
    field,
    '二维码尚未生效，请重新扫描',
    'The code is of a time to come; scan the one that is shown',
  )

export const otherHalfDay = (field: string): UserError =>
  userError('OTHER_HALF_DAY', field, '该二维码不属于此活动的这个半天', 'The code is for another activity or half-day')

export const halfDayReplaced = (field: string): UserError =>
  userError(
    'HALF_DAY_REPLACED',
    field,
    '活动已改期，该二维码属于原来的时间；请扫描现在出示的签到码，已到场的请联系会务人员登记',
    'The activity was moved and the code is of its former time; scan the one that is shown now, or ask the office to record you',
  )

export const notInvited = (field: string): UserError =>
  userError(
    'NOT_INVITED',
    field,
    '不在该活动的通知范围内，请联系会务人员',
    'Not among those who are asked to attend; ask the office',
  )

export const alreadyRecorded = (field: string): UserError =>
  userError(
    'ALREADY_RECORDED',
    field,
    '该委员这个半天已有出席记录，请用更正',
    'Attendance of this half-day is recorded already; correct it instead',
  )

export const tooEarly = (field: string, minutes: number): UserError =>
  userError(
    'TOO_EARLY',
    field,
    minutes === 0 ? '签到尚未开始，请在开始后签到' : `签到尚未开始，请在开始前 ${minutes} 分钟内签到`,
    minutes === 0
      ? 'Signing in opens when the half-day begins'
      : `Signing in opens ${minutes} minutes before the half-day begins`,
  )

export const tooLate = (field: string): UserError =>
  userError(
    'TOO_LATE',
    field,
    '这个半天的签到已经结束，请联系会务人员',
    'Signing in to the half-day is over; ask the office',
  )

export const notOpen = (field: string): UserError =>
  userError('INVALID_STATE', field, '该活动现在不能签到', 'One cannot sign in to this activity now')

export const positionRequired = (field: string): UserError =>
  userError(
    'POSITION_REQUIRED',
    field,
    '该活动须定位签到，请允许获取位置',
    'The activity asks for your position; allow the app to send it',
  )

export const invalidPosition = (field: string): UserError =>
  userError('OUT_OF_RANGE', field, '经纬度超出范围', 'Latitude or longitude is out of range')

export const tooFar = (field: string, metres: number, radius: number): UserError =>
  userError(
    'TOO_FAR',
    field,
    `距会场 ${metres} 米，须在 ${radius} 米以内签到`,
    `You are ${metres} metres from the place; sign in within ${radius} metres`,
  )

export const tooOld = (field: string): UserError =>
  userError(
    'TOO_OLD',
    field,
    `离线签到须在 ${OFFLINE_DAYS} 天内上传`,
    `Sign-ins made offline are taken for ${OFFLINE_DAYS} days`,
  )

export const timeDisagrees = (field: string): UserError =>
  userError(
    'TIME_DISAGREES',
    field,
    `扫码时间与二维码时间相差超过 ${OFFLINE_TOLERANCE_SECONDS} 秒`,
    `The time of scanning is more than ${OFFLINE_TOLERANCE_SECONDS} seconds from that of the code`,
  )

export const idReused = (field: string): UserError =>
  userError(
    'ID_REUSED',
    field,
    '该编号已用于另一内容，请换用新的编号',
    'This id was used with other content; use a new one',
  )

export const unknownMember = (field: string): UserError =>
  userError('NOT_FOUND', field, '本机构没有这名委员', 'There is no such member of this committee')

export const twice = (field: string): UserError =>
  userError('DUPLICATE', field, '同一委员重复', 'The same member stands twice')

export const noneChosen = (field: string): UserError =>
  userError('REQUIRED', field, '请至少选择一项', 'Choose at least one')

export const tooMany = (field: string, max: number): UserError =>
  userError('TOO_MANY', field, `一次最多 ${max} 项`, `At most ${max} at a time`)

export const sameStatus = (field: string): UserError =>
  userError(
    'NO_CHANGE',
    field,
    '与现有出席情况相同，无需更正',
    'It is the same as recorded; there is nothing to correct',
  )

export const notRemote = (field: string): UserError =>
  userError(
    'NOT_REMOTE',
    field,
    '该活动未设视频参会的计时要求',
    'The activity does not say from how many minutes remote attendance counts',
  )

export const minutesOutOfRange = (field: string, max: number): UserError =>
  userError('OUT_OF_RANGE', field, `时长应在 0 到 ${max} 分钟之间`, `Minutes must be from 0 to ${max}`)

export const factsMissing = (category: { readonly zh: string; readonly en: string }, facts: string): UserError =>
  userError(
    'FACTS_MISSING',
    null,
    `“${category.zh}”的履职记录缺少：${facts}，请先完善活动信息`,
    `The duty record "${category.en}" lacks: ${facts}; complete the activity first`,
  )

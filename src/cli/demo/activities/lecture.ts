import { statusOfMinutes } from '../../../domain/activities/attendance/rules.ts'
import { CITY } from '../places.ts'
import { momentOf } from '../proposals/moments.ts'
import { random } from '../random.ts'
import { accept, attended } from './attend.ts'
import { type Ground, some } from './ground.ts'
import { hold, keyOf } from './hold.ts'

const ON = '2024-11-15'
const TITLE = '委员讲堂：数字经济与转型发展'
/** Minutes at the screen from which one counts as present. */
const NEEDED = 60

/** The same in every committee: places are seeded one by one, behind walls. */
const LECTURE = random(Number(CITY.number) + 3).id(new Date(momentOf(ON)))

/** A lecture of the city, which a county joins by video and where it counts its own members by their minutes. */
export function lecture(laid: Ground): void {
  // Of its own, so that what else is drawn stays as it is.
  const ground = { ...laid, draw: random(Number(laid.organizationId) + 4) }
  if (ground.isCity) inCity(ground)
  else if (ground.ownSeat) inCounty(ground)
}

const plan = { kind: 'LECTURE', title: TITLE, on: ON }

function inCity(ground: Ground): void {
  const link = { videoUrl: 'https://video.example.cn/city-lecture', videoMinutes: NEEDED, isOpenBelow: true }
  attended(ground, { ...plan, invited: some(ground, ON, 20), columns: { id: LECTURE, ...link } })
}

function inCounty(ground: Ground): void {
  const joins = { joinsOrganizationId: CITY.number, joinsActivityId: LECTURE, joinsTitle: TITLE }
  const link = { videoUrl: 'https://video.example.cn/county-lecture', videoMinutes: NEEDED }
  const invited = [...new Set([...(ground.ownSeat ? [ground.ownSeat] : []), ...some(ground, ON, 12)])]
  const { row, halfDays, invitations } = hold(ground, {
    ...{ ...plan, title: `收看市政协${TITLE}`, place: '区政协视频会议室', invited },
    columns: { ...joins, ...link },
  })
  for (const [index, invitation] of invitations.entries()) {
    accept(ground, invitation)
    // Every sixth left early.
    const minutes = index % 6 === 5 ? ground.draw.between(10, 50) : ground.draw.between(80, 150)
    for (const { id: halfDayId, endsAt } of halfDays)
      ground.rows.attendances.push({
        ...{ ...keyOf(ground, { createdAt: endsAt }), activityId: row.id, halfDayId, memberId: invitation.memberId },
        ...{ status: statusOfMinutes(minutes, NEEDED), method: 'VIDEO', remoteMinutes: minutes, signedInAt: null },
        ...{ isOffline: false, distanceMetres: null, reason: null, recordedBy: ground.office, version: 1 },
        createdAt: endsAt,
      })
  }
}

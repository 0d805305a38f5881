import type { Level } from '../rules/committee.ts'
import { type EntrySeed, entry } from './entry.ts'

/**
 * The sectors (界别) of the 14th National Committee, in its order: 34, with 环境资源界 new and 共青团 and 青联 made one
 * (中国青年报, 2023-01-19, page 2: http://zqb.cyol.com/html/2023-01/19/nw.D110000zgqnb_20230119_4-02.htm; the others as in the
 * 13th). The Charter lets local committees follow it as their place requires.
 */
const PARTIES: readonly EntrySeed[] = [
  entry('CPC', '中国共产党', '中共 共产党 中共界'),
  entry('RCCK', '中国国民党革命委员会', '民革 民革界'),
  entry('CDL', '中国民主同盟', '民盟 民盟界'),
  entry('CNDCA', '中国民主建国会', '民建 民建界'),
  entry('CAPD', '中国民主促进会', '民进 民进界'),
  entry('CPWDP', '中国农工民主党', '农工党 农工民主党 农工党界'),
  entry('CZGP', '中国致公党', '致公党 致公党界'),
  entry('JSS', '九三学社', '九三 九三学社界'),
  entry('TDSL', '台湾民主自治同盟', '台盟 台盟界'),
  entry('NON_AFFILIATED', '无党派人士', '无党派 无党派民主人士 无党派代表人士 无党派界'),
]

const NATIONAL_YOUTH: readonly EntrySeed[] = [
  entry(
    'CYL_ACYF',
    '中国共产主义青年团和中华全国青年联合会',
    '中国共产主义青年团 中华全国青年联合会 青年联合会 共青团 青联 共青团和青联 共青团界 青联界 共青团青联界',
  ),
]

/** Local committees mostly keep the two apart, as the National Committee did until 2023. */
const LOCAL_YOUTH: readonly EntrySeed[] = [
  entry('CYL', '中国共产主义青年团', '共青团 共青团界'),
  entry('ACYF', '青年联合会', '中华全国青年联合会 青联 青联界'),
]

interface Organ {
  readonly code: string
  readonly national: string
  readonly local: string
  readonly spellings: string
}

const ORGANS: readonly Organ[] = [
  { code: 'ACFTU', national: '中华全国总工会', local: '总工会', spellings: '工会 工会界 总工会界' },
  { code: 'ACWF', national: '中华全国妇女联合会', local: '妇女联合会', spellings: '妇联 妇联界' },
  { code: 'ACFIC', national: '中华全国工商业联合会', local: '工商业联合会', spellings: '工商联 工商联界' },
  { code: 'CAST', national: '中国科学技术协会', local: '科学技术协会', spellings: '科协 科协界' },
  { code: 'ACFTC', national: '中华全国台湾同胞联谊会', local: '台湾同胞联谊会', spellings: '台联 台联界' },
  { code: 'ACFROC', national: '中华全国归国华侨联合会', local: '归国华侨联合会', spellings: '侨联 侨联界' },
]

const CIRCLES: readonly EntrySeed[] = [
  entry('CULTURE_ART', '文化艺术界', '文艺界 文化艺术 文化界'),
  entry('SCIENCE_TECHNOLOGY', '科学技术界', '科技界 科学技术'),
  entry('SOCIAL_SCIENCE', '社会科学界', '社科界 社会科学'),
  entry('ECONOMY', '经济界', '经济'),
  entry('AGRICULTURE', '农业界', '农业 农林界'),
  entry('EDUCATION', '教育界', '教育'),
  entry('SPORTS', '体育界', '体育'),
  entry('PRESS_PUBLICATION', '新闻出版界', '新闻出版 新闻界'),
  entry('MEDICINE_HEALTH', '医药卫生界', '医药卫生 医卫界 卫生界'),
  entry('FOREIGN_FRIENDSHIP', '对外友好界', '对外友好 对外友好联谊界'),
  entry('SOCIAL_WELFARE', '社会福利和社会保障界', '社会福利和社会保障 社会福利界 社会保障界 社保界'),
  entry('ENVIRONMENT_RESOURCES', '环境资源界', '资源环境界 环境资源'),
  entry('ETHNIC_MINORITIES', '少数民族界', '少数民族 民族界'),
  entry('RELIGION', '宗教界', '宗教'),
  entry('INVITED_HONG_KONG', '特邀香港人士', '香港特邀人士'),
  entry('INVITED_MACAO', '特邀澳门人士', '澳门特邀人士'),
  entry('INVITED', '特别邀请人士', '特邀人士 特邀界 特邀 特别邀请界'),
]

/** Sectors of a committee: the 34 of the nation; below it the same under local names, with 共青团 and 青联 apart (35). */
export function sectorsOf(level: Level): readonly EntrySeed[] {
  const isNational = level === 'NATIONAL'
  const [union, ...organs] = ORGANS.map(({ code, national, local, spellings }) =>
    isNational ? entry(code, national, `${local} ${spellings}`) : entry(code, local, `${national} ${spellings}`),
  )
  const [womens, ...others] = organs
  if (!union || !womens) throw new Error('the peoples organizations are missing')
  // In the order of the 13th National Committee 青联 stands behind 妇联, 共青团 at the head.
  const [league, ...federation] = isNational ? NATIONAL_YOUTH : LOCAL_YOUTH
  if (!league) throw new Error('the youth organizations are missing')
  return [...PARTIES, league, union, womens, ...federation, ...others, ...CIRCLES]
}

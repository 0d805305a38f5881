import { checkCharacterOf } from '../../kernel/identity-number.ts'
import type { Random } from './random.ts'

/** Invented persons: common surnames and given characters drawn by chance, numbers of a region code that does not exist. */
export interface DemoPerson {
  readonly name: string
  readonly sex: 'MALE' | 'FEMALE'
  readonly ethnicity: string
  readonly birth: { readonly year: number; readonly month: number; readonly day: number }
  readonly phone: string
  readonly identityNumber: string
  readonly party: string
  readonly sector: string
  readonly workUnit: string
}

type List = readonly [string, ...string[]]
const list = (text: string): List => {
  const [first = '', ...others] = text.split(' ')
  return [first, ...others]
}

const SURNAMES = list(
  '王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 曾 彭 吕 苏 卢 蒋 蔡 贾 丁 魏 薛 叶 阎 余 潘 杜 戴 夏 钟 汪 田 任 姜 范 方 石 姚 谭 廖 邹 熊 金 陆 郝 孔 白 崔 康 毛 邱 秦 江 史 顾 侯 邵 孟 龙 万 段 单 欧阳 上官 令狐',
)
const MALE = list(
  '志 建 国 文 军 永 海 伟 强 明 立 飞 振 松 栋 刚 勇 平 东 辉 峰 磊 超 鹏 宏 斌 思 俊 晓 学 成 云 山 岩 亮 涛 毅 旭',
)
const FEMALE = list(
  '秀 雪 梅 兰 丽 娟 英 琴 淑 慧 雅 玉 珍 燕 芳 华 红 霞 敏 静 玲 桂 月 春 晓 洁 颖 倩 婷 琳 瑞 彩 凤 莉 佳 欣 悦',
)
const ETHNICITIES = list('汉 汉 汉 汉 汉 汉 汉 汉 汉 汉 汉 汉 汉 汉 汉 汉 汉 回族 满族 蒙古族')
const UNITS = list(
  '第一医院 第二医院 云泉中学 平安机械厂 新区商贸有限公司 文化馆 农业技术推广站 设计院 职业学院 律师事务所 建筑集团 煤矿机械公司 剧团 体育运动学校 日报社 社区服务中心 果蔬合作社 信用联社',
)
const POSTS = list('主任 副主任 院长 校长 高级工程师 总经理 主任医师 教授 一级教师 馆长 律师 董事长 研究员 科长')

/** Party → the sectors its members usually sit in. */
const SEATS: readonly (readonly [party: string, sectors: List, weight: number])[] = [
  ['中国共产党', list('中国共产党 经济界 农业界 教育界 社会科学界 中华全国总工会 少数民族界'), 38],
  ['中国国民党革命委员会', list('中国国民党革命委员会 文化艺术界 经济界'), 7],
  ['中国民主同盟', list('中国民主同盟 教育界 科学技术界'), 9],
  ['中国民主建国会', list('中国民主建国会 经济界 中华全国工商业联合会'), 8],
  ['中国民主促进会', list('中国民主促进会 教育界 新闻出版界'), 6],
  ['中国农工民主党', list('中国农工民主党 医药卫生界'), 7],
  ['九三学社', list('九三学社 科学技术界 医药卫生界'), 7],
  ['无党派人士', list('无党派人士 社会科学界 科学技术界 文化艺术界'), 8],
  ['群众', list('中华全国工商业联合会 农业界 体育界 宗教界 中华全国归国华侨联合会'), 10],
]

export function invent(random: Random, serial: number): DemoPerson {
  const sex = random.next() < 0.68 ? 'MALE' : 'FEMALE'
  const given = sex === 'MALE' ? MALE : FEMALE
  const name = random.pick(SURNAMES) + random.pick(given) + (random.next() < 0.75 ? random.pick(given) : '')
  const birth = { year: random.between(1955, 1993), month: random.between(1, 12), day: random.between(1, 28) }
  const [party, sectors] = seatOf(
    random.between(
      1,
      SEATS.reduce((sum, [, , weight]) => sum + weight, 0),
    ),
  )
  return {
    name,
    sex,
    ethnicity: random.pick(ETHNICITIES).replace(/^汉$/, '汉族'),
    birth,
    // 199 0… is not a range that was given out to subscribers here; the serial keeps it unique.
    phone: `1990${String(serial).padStart(7, '0')}`,
    identityNumber: identityNumber(birth, serial, sex),
    party,
    sector: random.pick(sectors),
    workUnit: `大同市${random.pick(UNITS)}${random.pick(POSTS)}`,
  }
}

function seatOf(point: number): readonly [string, List] {
  let rest = point
  for (const [party, sectors, weight] of SEATS) {
    rest -= weight
    if (rest <= 0) return [party, sectors]
  }
  return ['群众', list('经济界')]
}

/** Region 990000 exists nowhere: the number has a right checksum and belongs to nobody. */
function identityNumber({ year, month, day }: DemoPerson['birth'], serial: number, sex: DemoPerson['sex']): string {
  const region = 990_000 + Math.floor(serial / 500)
  const order = (serial % 500) * 2 + (sex === 'MALE' ? 1 : 0)
  const two = (n: number) => String(n).padStart(2, '0')
  const first17 = `${region}${year}${two(month)}${two(day)}${String(order).padStart(3, '0')}`
  return first17 + checkCharacterOf(first17)
}

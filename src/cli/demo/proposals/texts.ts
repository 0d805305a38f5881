import type { ProposalTexts } from '../../../domain/proposals/similar/symbols.ts'
import type { Random } from '../random.ts'
import type { Topic } from './topics/index.ts'

type Phrases = readonly [string, ...string[]]

const OPENINGS: Phrases = [
  '近年来，市委、市政府高度重视{s}，出台了一系列举措，取得了明显成效。但从调研情况看，仍有一些问题需要引起重视。',
  '{s}关系千家万户，是群众关心的热点问题。我们先后走访了{k}个社区和村，召开座谈会{j}次，发放问卷{n}份，现将有关情况反映如下。',
  '围绕{s}，提案人会同有关专家到{p}开展了专题调研，听取了部门、基层干部和群众代表的意见。',
  '{s}是推动高质量发展、创造高品质生活的重要内容。目前工作已有一定基础，但与群众期待相比还有差距。',
]
const VIEWS: Phrases = [
  '从周边城市的经验看，凡是工作推进有力的地方，都有清晰的责任清单、稳定的资金投入和公开的评价机制，值得我们学习借鉴。',
  '对照省里的考核指标，我市在这方面的排名处于中游，进步空间仍然较大。',
  '同时，我们也看到各县区进展不平衡，好的经验没有得到及时总结和推广。',
  '座谈中，基层同志普遍认为，问题的症结不在有没有政策，而在政策能不能真正落到最后一公里。',
]
const ROOTS: Phrases = [
  '究其原因，既有历史欠账较多的客观因素，也有统筹协调不够的主观因素，主要表现在以下几个方面。',
  '造成上述问题的原因是多方面的，经归纳分析，主要有：',
  '深入分析，问题背后反映出体制机制、资金投入和队伍建设三个方面的短板。',
]
const DEEPER: Phrases = [
  '此外，部门之间信息共享不充分，同一件事往往要重复调查、重复填报，影响了工作效率，也增加了基层负担。',
  '更深层次看，考核评价偏重建设数量而轻视运行效果，导致一些项目建成之后作用发挥不明显。',
  '加之宣传引导不够深入，群众知晓率和参与度不高，政策效应没有完全释放。',
]
const CLOSINGS: Phrases = [
  '建议由政府分管领导牵头建立联席会议制度，每季度调度一次，年底向市政协通报办理进展。',
  '建议将上述工作列入年度民生实事，明确责任单位、完成时限和验收标准，主动接受社会监督。',
  '建议先在{p}选取基础较好的街道或乡镇试点，形成可复制的做法以后再全面推开。',
]
const ORDINALS = ['一', '二', '三', '四', '五', '六', '七']

/** The same matter written with these choices; another draw writes it in other words. */
export function textsOf(draw: Random, topic: Topic, place: string): ProposalTexts {
  const fill = (text: string) => filled(draw, text, topic.subject, place)
  const numbered = (sentences: readonly string[]) =>
    sentences.map((sentence, index) => `${ORDINALS[index]}是${fill(sentence)}`).join('')
  const listed = (sentences: readonly string[]) =>
    sentences.map((sentence, index) => `${ORDINALS[index]}、${fill(sentence)}`).join('\n')
  const three = (phrases: Phrases) => shuffled(draw, phrases).slice(0, 3)
  return {
    title: `关于${draw.pick(topic.verbs)}${place}${topic.subject}的${draw.next() < 0.7 ? '提案' : '建议'}`,
    situation: [draw.pick(OPENINGS), ...shuffled(draw, topic.facts), ...three(VIEWS)].map(fill).join(''),
    analysis: `${fill(draw.pick(ROOTS))}${numbered(shuffled(draw, topic.causes))}${three(DEEPER).map(fill).join('')}`,
    suggestions: listed([...shuffled(draw, topic.measures), ...three(CLOSINGS)]),
  }
}

const filled = (draw: Random, text: string, subject: string, place: string): string =>
  text.replace(/\{([spnmkj])\}/g, (_, slot: string) => {
    if (slot === 's') return subject
    if (slot === 'p') return place
    if (slot === 'n') return String(draw.between(3, 90) * 10)
    return String(slot === 'm' ? draw.between(18, 76) : draw.between(2, slot === 'k' ? 24 : 6))
  })

export function shuffled<T>(draw: Random, items: readonly T[]): T[] {
  const mixed = [...items]
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = draw.between(0, last)
    const [a, b] = [mixed[last], mixed[other]]
    if (a !== undefined && b !== undefined) [mixed[last], mixed[other]] = [b, a]
  }
  return mixed
}
